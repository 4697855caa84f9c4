import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Request } from 'autocannon';
import postgres from 'postgres';
import { loadRound } from '../load.ts';
import { externalId } from '../populate.ts';
import { ratesByTurns } from '../rates.ts';
import { atLeast, type Row, whole } from '../row.ts';
import { type Exchange, freeExchange } from './free-exchange.ts';
import { type ApiStage, newKey } from './stage.ts';

const connections = 8;

/** Choices written by `PUT …/choices/{exchange}` against the same transaction by pgbench, as many connections each. */
export async function benchChoices(
  stage: ApiStage,
  { seconds, rounds }: { seconds: number; rounds: number },
): Promise<Row[]> {
  const { api, staff, brandId, ownerUrl, portal } = stage;
  const exchange = await freeExchange(stage);
  const keys = await Promise.all(Array.from({ length: connections }, () => newKey(staff, 'choices')));
  const put = (connection: number, body: () => object): Request => ({
    method: 'PUT',
    path: `/api/v1/customers/${externalId(1 + connection)}/choices/${exchange.slug}`,
    headers: { authorization: `Bearer ${keys[connection]}`, 'content-type': 'application/json' },
    setupRequest: (request) => ({ ...request, body: JSON.stringify(body()) }),
  });
  const on = () => ({
    want: 'on',
    version: exchange.version,
    // A little ahead: it must be newer than the "off" before it.
    madeAt: new Date(Date.now() + 1000).toISOString(),
    evidence: { where: 'Bench' },
  });
  const load = {
    server: api,
    seconds,
    connections: keys.map((_, n) => [put(n, on), put(n, () => ({ want: 'off' }))]),
  };
  const place = await mkdtemp(join(tmpdir(), 'mutual-pgbench-'));
  const script = join(place, 'choice.sql');
  const owner = postgres(ownerUrl, { max: 1 });
  try {
    await owner`
      insert into customer (customer_id, brand_id, external_id)
      select ('00000000-0000-8000-8000-00000000000' || n)::uuid, ${brandId}, 'pgbench-' || n
      from generate_series(0, ${connections - 1}) n on conflict do nothing`;
    await writeFile(script, transaction(brandId, exchange));
    const { subject, against, ratio } = await ratesByTurns(
      async () => (await loadRound(load)).perSecond,
      () => pgbench(portal.databaseUrl, script, seconds),
      rounds,
    );
    return [
      {
        what: 'choices by the API against the same transaction by pgbench: choices/s',
        seen: whole(subject),
        against: whole(against),
        ...atLeast(ratio, 0.3),
      },
    ];
  } finally {
    await owner.end();
    await rm(place, { recursive: true });
  }
}

/** What a filed choice asks of the database, statement by statement, for a customer of the connection's own. */
const transaction = (brandId: string, { slug, version }: Exchange) => `
begin;
set local app.brand = '${brandId}';
select 1 from customer where customer_id = ('00000000-0000-8000-8000-00000000000' || :client_id)::uuid for no key update;
select coalesce(max(seq), 0) as seq from ledger
  where customer_id = ('00000000-0000-8000-8000-00000000000' || :client_id)::uuid \\gset
select e.live_version, e.asked_since, v.basis, c.state from exchange e
  join exchange_version v on v.brand_id = e.brand_id and v.exchange = e.slug and v.version = e.live_version
  left join choice c on c.customer_id = ('00000000-0000-8000-8000-00000000000' || :client_id)::uuid and c.exchange = e.slug
  where e.brand_id = '${brandId}' and e.slug = '${slug}';
insert into ledger (customer_id, seq, brand_id, exchange, version, from_state, state, actor_kind, at, prev_hash, hash)
  values (('00000000-0000-8000-8000-00000000000' || :client_id)::uuid, :seq + 1, '${brandId}', '${slug}', ${version},
    'granted', 'withdrawn', 'key', now(), sha256('before'), sha256('now'));
insert into choice (customer_id, brand_id, exchange, state, version, seq, chosen_at)
  values (('00000000-0000-8000-8000-00000000000' || :client_id)::uuid, '${brandId}', '${slug}', 'withdrawn', ${version},
    :seq + 1, now())
  on conflict (customer_id, exchange) do update
  set state = excluded.state, version = excluded.version, seq = excluded.seq, chosen_at = excluded.chosen_at;
insert into delivery (brand_id, customer_id, seq, system, exchange, created_at, tried_since)
  select s.brand_id, ('00000000-0000-8000-8000-00000000000' || :client_id)::uuid, :seq + 1, s.slug, '${slug}', now(), now()
  from system s where s.brand_id = '${brandId}' and s.retired_at is null and '${slug}' = any (s.exchanges);
commit;
`;

/** Transactions a second. Needs pgbench, which Debian has in postgresql-client-common and postgresql-contrib. */
function pgbench(url: string, script: string, seconds: number): Promise<number> {
  const args = ['-n', '-M', 'prepared', '-c', connections, '-j', 2, '-T', seconds, '-f', script, url];
  return new Promise((resolve, reject) => {
    const child = spawn('pgbench', args.map(String), { stdio: ['ignore', 'pipe', 'inherit'] });
    let said = '';
    child.stdout.on('data', (part) => {
      said += part;
    });
    child.once('error', reject);
    child.once('close', () => {
      const rate = /tps = ([\d.]+)/.exec(said)?.[1];
      if (rate) resolve(Number(rate));
      else reject(new Error(`pgbench said no rate: ${said}`));
    });
  });
}
