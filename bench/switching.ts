import type { Request } from 'autocannon';
import { sql } from 'drizzle-orm';
import { wishText } from '#lib/switch-state.ts';
import { actionIds, actionRequest, theForm } from './action-request.ts';
import type { Load } from './load.ts';
import type { Portal } from './open-portal.ts';
import { brand } from './populate.ts';
import { signIn } from './sign-in.ts';

const path = `/my/${brand}`;

/** A customer, their record's name, and the last choice that they were told of. */
type Said = { cookie: string; record: string; seq: number };

/** What customers can send by a switch of the statement: each connection is another customer. */
export type Switching = {
  /** On, off, on: each is news and written. */
  writing: Load;
  /** Off again and again. */
  repeating: Load;
  /** The same form to an action that does nothing. */
  empty: Load;
};

export async function switching(portal: Portal, people: number, seconds: number): Promise<Switching> {
  const cookies = await signIn(portal, people);
  const page = (path: string) =>
    fetch(portal.url + path, { headers: { cookie: cookies[0] ?? '' } }).then((answer) => answer.text());
  const [emptyIds, ownIds] = [actionIds(await page('/bench')), actionIds(await page(path))];
  const doNothing = emptyIds.find((id) => !ownIds.includes(id)) ?? '';
  const setExchanges = ownIds.find((id) => !emptyIds.includes(id)) ?? '';
  const exchange = await anExchange(portal);
  const form = (said: Said, on: boolean) => ({
    record: said.record,
    wish: wishText(exchange.slug, { version: exchange.version, seq: said.seq }, on),
  });
  /** Says the last choice that its customer was told of, as their page would. */
  const call = (said: Said, on: boolean): Request => ({
    setupRequest: (request) => ({
      ...request,
      ...actionRequest(
        { path, action: setExchanges, cookie: said.cookie, origin: portal.url, form: form(said, on) },
        [{ status: 'idle' }, theForm],
      ),
    }),
    onResponse: (_status, body) => {
      said.seq = Number(/"seq":(\d+)/.exec(body)?.[1] ?? said.seq);
    },
  });
  const idle = (said: Said) =>
    actionRequest(
      { path: '/bench', action: doNothing, cookie: said.cookie, origin: portal.url, form: form(said, true) },
      [theForm],
    );
  const customers = await Promise.all(
    cookies.map(async (cookie): Promise<Said> => {
      const html = await fetch(portal.url + path, { headers: { cookie } }).then((answer) => answer.text());
      return { cookie, record: /name="record" value="([^"]*)"/.exec(html)?.[1] ?? '', seq: 0 };
    }),
  );
  const load = (requests: (said: Said) => Load['connections'][number]): Load => ({
    server: portal,
    seconds,
    connections: customers.map(requests),
  });
  return {
    writing: load((said) => [call(said, false), call(said, true)]),
    repeating: load((said) => [call(said, false)]),
    empty: load((said) => [idle(said)]),
  };
}

/** One that takes consent, so that it goes on and off. */
async function anExchange({ db }: Portal) {
  const [found] = await db.execute<{ slug: string; version: number }>(sql`
    select e.slug, e.live_version as version from exchange e join brand b on b.id = e.brand_id
    join exchange_version v on v.brand_id = e.brand_id and v.exchange = e.slug and v.version = e.live_version
    where b.slug = ${brand} and v.terms->>'basis' = 'consent' order by e.slug limit 1`);
  if (!found) throw new Error('The demo has no exchange that can be switched.');
  return found;
}
