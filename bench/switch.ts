import type { Request } from 'autocannon';
import { sql } from 'drizzle-orm';
import { wishText } from '#lib/switch-state.ts';
import { actionIds, actionRequest, theForm } from './action-request.ts';
import { byTurns } from './by-turns.ts';
import type { Load } from './load.ts';
import type { Portal } from './open-portal.ts';
import { brand } from './populate.ts';
import { compared, type Row } from './row.ts';
import { signIn } from './sign-in.ts';

const path = `/my/${brand}`;

/** A customer, their record's name, and the last choice that they were told of. */
type Said = { cookie: string; record: string; seq: number };

/** A switch that writes each time, and one that is told what is so already, against an action that does nothing. */
export async function benchSwitch(
  portal: Portal,
  { seconds, rounds }: { seconds: number; rounds: number },
): Promise<Row[]> {
  const cookies = await signIn(portal, 8);
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
    setupRequest: () =>
      actionRequest(
        { path, action: setExchanges, cookie: said.cookie, origin: portal.url, form: form(said, on) },
        [{ status: 'idle' }, theForm],
      ),
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
  const empty = load((said) => [idle(said)]);
  const writing = load((said) => [call(said, false), call(said, true)]);
  const repeating = load((said) => [call(said, false)]);
  const before = await entries(portal);
  const written = await byTurns(writing, empty, rounds);
  // Every answered request left an entry, but for the warming up and the first and last of a connection and round.
  if ((await entries(portal)) - before < written.subject.requests - cookies.length * rounds)
    throw new Error('Measured switches were not written.');
  const repeated = await byTurns(repeating, empty, rounds);
  return [
    ...compared('switch, each time written, against an empty action', written, 0.6),
    ...compared('switch, asked for what is so already', repeated, 0.6),
  ];
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

async function entries({ db }: Portal): Promise<number> {
  const [row] = await db.transaction(async (tx) => {
    await tx.execute(sql`set local app.portal = 'on'`);
    return tx.execute<{ count: number }>(sql`select count(*)::int as count from ledger`);
  });
  return row?.count ?? 0;
}
