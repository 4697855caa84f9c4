import postgres from 'postgres';
import { customerId } from '#domain/customer/customer-id.ts';
import { externalId } from '../populate.ts';
import { rateOf, ratesByTurns } from '../rates.ts';
import { atLeast, type Row, whole } from '../row.ts';
import type { ApiStage } from './stage.ts';

/** Customers in a call: the most that one takes. */
const many = 10_000;
/** Calls at once, of several that are made. */
const [lanes, calls] = [2, 6];

/** Customers decided a second, ten thousand a call, against the look-up written by hand on as many connections. */
export async function benchBulk(stage: ApiStage, rounds: number): Promise<Row[]> {
  const { api, uses, idKey, key, ownerUrl, brandId } = stage;
  const [use] = uses;
  const asked = Array.from({ length: calls }, (_, call) =>
    Array.from({ length: many }, (_, n) => externalId(1 + ((call * many + n) % stage.customers))),
  );
  const bodies = asked.map((customers) => JSON.stringify({ customers, ...use }));
  const ids = asked.map((customers) => customers.map((each) => customerId(idKey, each)));
  const sql = postgres(ownerUrl, { max: lanes });
  const decide = async (call: number) => {
    const answer = await fetch(`${api.url}/api/v1/decisions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: bodies[call],
    });
    const { decisions } = (await answer.json()) as { decisions: unknown[] };
    return decisions.length;
  };
  const look = async (call: number) => {
    const rows = await sql`
      select asked.place, e.slug, e.live_version, c.state, c.version, c.expires_at, c.seq
      from unnest(${ids[call] ?? []}::uuid[]) with ordinality as asked (id, place)
      cross join exchange e
      join exchange_version v on v.brand_id = e.brand_id and v.exchange = e.slug and v.version = e.live_version
      left join choice c on c.customer_id = asked.id and c.exchange = e.slug
      where e.brand_id = ${brandId} and v.category = ${use.category} and v.purpose = ${use.purpose}
        and e.retired_at is null
      order by asked.place`;
    return rows.length;
  };
  const inLanes = (work: (call: number) => Promise<number>) => () =>
    rateOf(async () => {
      const counts = await Promise.all(
        Array.from({ length: lanes }, async (_, lane) => {
          let count = 0;
          for (let call = lane; call < calls; call += lanes) count += await work(call);
          return count;
        }),
      );
      return counts.reduce((sum, count) => sum + count, 0);
    });
  const { subject, against, ratio } = await ratesByTurns(inLanes(decide), inLanes(look), rounds).finally(() =>
    sql.end(),
  );
  return [
    {
      what: 'bulk decisions against plain SQL: customers/s',
      seen: whole(subject),
      against: whole(against),
      ...atLeast(ratio, 0.5),
    },
    {
      what: '  against 100,000 customers/s',
      seen: whole(subject),
      against: whole(100_000),
      ...atLeast(subject / 100_000, 1),
    },
  ];
}
