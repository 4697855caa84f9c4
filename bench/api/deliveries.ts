import { sql } from 'drizzle-orm';
import { registerSystem } from '#domain/system/register-system.ts';
import { env } from '#lib/env.ts';
import { sealKeyFrom } from '#lib/seal.ts';
import { endChild, launchWorker } from '../../cli/next.ts';
import { authSecret } from '../open-portal.ts';
import { rateOf } from '../rates.ts';
import { type Row, ratioOf, tenths, whole } from '../row.ts';
import { percentile } from '../statistics.ts';
import { freeExchange } from './free-exchange.ts';
import { openReceiver, type Receiver } from './receiver.ts';
import { type ApiStage, newKey } from './stage.ts';

/** What one system is sent at once. */
const lanes = 4;

/** Deliveries a second to one local receiver, and how long a switch takes to arrive, by a worker of its own. */
export async function benchDeliveries(
  stage: ApiStage,
  { backlog, switches }: { backlog: number; switches: number },
): Promise<Row[]> {
  const exchange = await freeExchange(stage);
  const receiver = await openReceiver();
  const name = { en: 'Bench' };
  await registerSystem(stage.staff, sealKeyFrom(authSecret), {
    slug: 'bench',
    name,
    summary: name,
    exchanges: [exchange.slug],
    url: receiver.url,
  });
  const key = await newKey(stage.staff, 'choices');
  const off = async (customer: string) => {
    const path = `/api/v1/customers/${customer}/choices/${exchange.slug}`;
    const answer = await fetch(stage.api.url + path, {
      method: 'PUT',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: '{"want":"off"}',
    });
    const said = await answer.text();
    if (!said.includes('"changed":true')) throw new Error(`A measured switch said: ${said}`);
  };
  const asked = await neverAsked(stage, exchange.slug, backlog + switches);
  await atOnce(8, backlog, (n) => off(asked[n] ?? ''));
  const worker = launchWorker({
    ...env.inherited,
    NODE_ENV: 'production',
    LOG_LEVEL: 'warn',
    DATABASE_URL: stage.portal.databaseUrl,
    AUTH_SECRET: authSecret,
    WEBHOOKS_TO_PRIVATE: '1',
  });
  try {
    const times: number[] = [];
    for (const customer of asked.slice(0, backlog)) times.push(await receiver.arrival(customer));
    const seen = ((backlog - 1) * 1000) / (Math.max(...times) - Math.min(...times));
    const bare = await posts(receiver, backlog);
    const acknowledged: number[] = [];
    const arrived: number[] = [];
    for (const customer of asked.slice(backlog)) {
      const begun = performance.now();
      await off(customer);
      acknowledged.push(performance.now() - begun);
      arrived.push((await receiver.arrival(customer)) - begun);
    }
    return [
      {
        what: `deliveries of a backlog of ${whole(backlog)} to one receiver, against bare POSTs: a second`,
        seen: whole(seen),
        against: whole(bare),
        ...ratioOf(seen / bare),
      },
      ...[0.5, 0.99].map((part) => waited(part, arrived, acknowledged)),
    ];
  } finally {
    await endChild(worker);
    await receiver.close();
  }
}

/** Customers for whom "off" is news, by external id. */
async function neverAsked({ portal, brandId }: ApiStage, exchange: string, count: number): Promise<string[]> {
  const rows = await portal.db.transaction(async (tx) => {
    await tx.execute(sql`set local app.portal = 'on'`);
    return tx.execute<{ external_id: string }>(sql`
      select c.external_id from customer c
      where c.brand_id = ${brandId} and c.external_id like 'bench-%' and not exists (
        select 1 from choice h where h.customer_id = c.customer_id and h.exchange = ${exchange} and h.state <> 'granted')
      limit ${count}`);
  });
  if (rows.length < count) throw new Error('Too few customers for so many deliveries.');
  return rows.map((row) => row.external_id);
}

function waited(part: number, arrived: number[], acknowledged: number[]): Row {
  const [there, said] = [arrived, acknowledged].map((times) =>
    percentile(
      times.toSorted((a, b) => a - b),
      part,
    ),
  );
  return {
    what: `from a switch to its arrival, against its own answer: p${part * 100}, ms`,
    seen: tenths(there ?? Number.NaN),
    against: tenths(said ?? Number.NaN),
    ...ratioOf((there ?? Number.NaN) / (said ?? Number.NaN)),
  };
}

/** The same receiver, posted to with nothing else around. */
const posts = ({ url }: Receiver, count: number) =>
  rateOf(async () => {
    const body = (n: number) => JSON.stringify({ data: { customer: `bare-${n}` } });
    await atOnce(lanes, count, (n) => fetch(url, { method: 'POST', body: body(n) }));
    return count;
  });

async function atOnce(width: number, count: number, work: (n: number) => Promise<unknown>): Promise<void> {
  let next = 0;
  await Promise.all(
    Array.from({ length: width }, async () => {
      while (next < count) await work(next++);
    }),
  );
}
