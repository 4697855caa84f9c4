import postgres from 'postgres';
import { customerId } from '#domain/customer/customer-id.ts';

/** The demo's brand whose statement is measured. */
export const brand = 'brightfennel';

/** Of the customers that are added, from 1 on. */
export const externalId = (n: number) => `bench-${n}`;

/**
 * Adds customers to the brand until the database holds `customers` of them, each with 6 holdings, 8 benefits, and a
 * choice on every second exchange. Written by set, as the owner, without checking what is right by construction.
 */
export async function populate(ownerUrl: string, customers: number): Promise<void> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  try {
    const [held] = await sql<{ idKey: Buffer; count: number }[]>`
      select id_key as "idKey", (select count(*)::int from customer) as count from brand where slug = ${brand}`;
    if (!held) throw new Error('The demo has no such brand.');
    const ids = Array.from({ length: customers - held.count }, (_, at) =>
      customerId(held.idKey, externalId(at + 1)),
    );
    await sql`set session_replication_role = replica`;
    await sql`
      create temp table fresh as
      select fresh.id as customer_id, b.id as brand_id, fresh.n
      from brand b, unnest(${ids}::uuid[]) with ordinality as fresh (id, n)
      where b.slug = ${brand}`;
    await sql`
      insert into customer (customer_id, brand_id, external_id, email, since)
      select customer_id, brand_id, 'bench-' || n, 'bench-' || n || '@example.com', now() - interval '2 years'
      from fresh`;
    await sql`
      insert into holding (customer_id, brand_id, category, key, label, value, source, collected_at)
      select f.customer_id, f.brand_id, c.slug, 'bench-' || h, 'Item ' || h, h || ' pieces', 'observed',
        now() - (f.n % 300 + h) * interval '1 day'
      from fresh f, generate_series(1, 6) h
      join (select brand_id, slug, row_number() over (order by slug) as nth, count(*) over () as all_of
        from category where brand_id = (select id from brand where slug = ${brand})) c on c.nth = 1 + h % c.all_of`;
    await sql`
      insert into holding_tally (customer_id, brand_id, category, source, count, first_at, last_at)
      select customer_id, brand_id, category, source, count(*), min(collected_at), max(collected_at)
      from holding where customer_id in (select customer_id from fresh) group by 1, 2, 3, 4`;
    await sql`
      create temp table deal as
      select e.brand_id, e.slug, e.live_version, v.terms, row_number() over (order by e.slug) as nth, count(*) over () as all_of
      from exchange e
      join exchange_version v on v.brand_id = e.brand_id and v.exchange = e.slug and v.version = e.live_version
      where e.brand_id = (select id from brand where slug = ${brand}) and e.retired_at is null`;
    await sql`
      insert into benefit (customer_id, brand_id, exchange, key, capital, amount, unit, label, received_at)
      select f.customer_id, f.brand_id, d.slug, 'bench-' || g, d.terms->'promise'->>'capital', 1.25 * g,
        d.terms->'promise'->>'unit', 'Gift ' || g, now() - (f.n % 60 + g * 9) * interval '1 day'
      from fresh f, generate_series(1, 8) g join deal d on d.nth = 1 + g % d.all_of`;
    await sql`
      insert into choice (customer_id, brand_id, exchange, state, version, seq, chosen_at)
      select f.customer_id, f.brand_id, d.slug, case when f.n % 3 = 0 then 'refused' else 'granted' end,
        d.live_version, d.nth, now() - interval '90 days'
      from fresh f, deal d where d.nth % 2 = 0 and d.terms->>'basis' = 'consent'`;
    await sql`vacuum (analyze)`;
  } finally {
    await sql.end({ timeout: 5 });
  }
}
