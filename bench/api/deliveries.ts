import { registerSystem } from '#domain/system/register-system.ts';
import { env } from '#lib/env.ts';
import { sealKeyFrom } from '#lib/seal.ts';
import { endChild, launchWorker } from '../../cli/next.ts';
import { authSecret } from '../open-portal.ts';
import { externalId } from '../populate.ts';
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
  const off = async (n: number) => {
    const path = `/api/v1/customers/${externalId(n)}/choices/${exchange.slug}`;
    const answer = await fetch(stage.api.url + path, {
      method: 'PUT',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: '{"want":"off"}',
    });
    const said = await answer.text();
    if (!said.includes('"changed":true')) throw new Error(`A measured switch said: ${said}`);
  };
  const first = 1000;
  await atOnce(8, backlog, (n) => off(first + n));
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
    for (let n = 0; n < backlog; n++) times.push(await receiver.arrival(externalId(first + n)));
    const seen = ((backlog - 1) * 1000) / (Math.max(...times) - Math.min(...times));
    const bare = await posts(receiver, backlog);
    const acknowledged: number[] = [];
    const arrived: number[] = [];
    for (let n = first + backlog; n < first + backlog + switches; n++) {
      const begun = performance.now();
      await off(n);
      acknowledged.push(performance.now() - begun);
      arrived.push((await receiver.arrival(externalId(n))) - begun);
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
