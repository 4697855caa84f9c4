import type { CustomerId } from '#domain/actor.ts';
import { deliveryId } from '#domain/delivery/delivery-id.ts';
import type { Findings } from './findings.ts';
import type { ReceivingSystem } from './receivers.ts';
import type { Stage } from './stage.ts';

type Row = {
  customer: CustomerId;
  externalId: string;
  seq: number;
  exchange: string;
  state: string;
  system: string;
};

/** Every entry has one delivery to each system that uses its exchange, and each of them has arrived there. */
export async function checkDeliveries({ sql, brand, systems }: Stage, findings: Findings): Promise<void> {
  const rows = await sql<Row[]>`
    select d.customer_id as customer, c.external_id as "externalId", d.seq::int, l.exchange, l.state, d.system
    from delivery d join customer c using (customer_id) join ledger l on l.customer_id = d.customer_id and l.seq = d.seq
    where d.brand_id = ${brand.id}`;
  const [unmatched] = await sql<[{ missing: number; foreign: number }]>`
    select count(*) filter (where d.seq is null)::int as missing, count(*) filter (where due.seq is null)::int as foreign
    from (
      select l.customer_id, l.seq, s.slug as system from ledger l
      join system s on s.brand_id = l.brand_id and l.exchange = any (s.exchanges) where l.brand_id = ${brand.id}
    ) due full join delivery d using (customer_id, seq, system)`;
  findings.note('deliveries', rows.length);
  findings.note('entries without a delivery to one of their systems', unmatched.missing);
  findings.note('deliveries without their entry', unmatched.foreign);
  if (unmatched.missing + unmatched.foreign > 0) findings.wrong('entries and deliveries do not correspond');
  for (const system of systems)
    compare(
      system,
      rows.filter((row) => row.system === system.slug),
      findings,
    );
}

function compare({ slug, arrivals }: ReceivingSystem, due: readonly Row[], findings: Findings) {
  const ids = new Set(
    due.map(({ customer, seq }) => deliveryId({ customerId: customer, seq, system: slug })),
  );
  const came = new Set(arrivals.map(({ id }) => id));
  const skipped = [...ids].filter((id) => !came.has(id)).length;
  const unknown = [...came].filter((id) => !ids.has(id)).length;
  findings.count('deliveries that never arrived', skipped);
  findings.count('arrivals that no entry stands behind', unknown);
  findings.count('arrivals', arrivals.length);
  findings.count('arrivals of what had arrived before', arrivals.length - came.size);
  if (skipped + unknown > 0) findings.wrong(`${slug}: ${skipped} skipped, ${unknown} unknown`);
  const newest = (rows: readonly { key: string; seq: number; state: string; allowed: boolean }[]) => {
    const held = new Map<string, { seq: number; said: string }>();
    for (const { key, seq, state, allowed } of rows)
      if (seq >= (held.get(key)?.seq ?? 0)) held.set(key, { seq, said: `${key} ${state} ${allowed}` });
    return new Set([...held.values()].map(({ said }) => said));
  };
  const told = newest(arrivals.map((each) => ({ ...each, key: `${each.customer} ${each.exchange}` })));
  const true_ = newest(
    due.map((each) => ({
      ...each,
      key: `${each.externalId} ${each.exchange}`,
      allowed: each.state === 'granted',
    })),
  );
  const differ = [...true_].filter((said) => !told.has(said));
  findings.count('systems’ newest word that is not how things stand', differ.length);
  if (differ.length > 0) findings.wrong(`${slug} holds other than ${differ.slice(0, 3).join(', ')}`);
}
