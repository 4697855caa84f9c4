import { sql } from 'drizzle-orm';
import type { Tx } from '#db/client.ts';
import type { BrandId } from '../actor.ts';
import { type Counts, mergeRows } from './merge-rows.ts';

/** What was staged, with what its rule says, each key once: the first of its rows. */
export const gatherBenefits = sql.raw(`
  create temp view every_benefit as
  select s.customer_id, r.exchange, s.key, r.capital, s.amount, r.unit, s.label, s.at as received_at, r.feed, s.line
  from staged_benefit s join staged_benefit_rule r using (rule);
  create temp table next_benefit on commit drop as
  select distinct on (customer_id, exchange, key) * from every_benefit
  order by customer_id, exchange, key, feed, line;
  analyze next_benefit`);

export const mergeBenefits = (tx: Tx, brandId: BrandId): Promise<Map<number, Counts>> =>
  mergeRows(tx, brandId, {
    target: 'benefit',
    next: 'next_benefit',
    key: ['customer_id', 'exchange', 'key'],
    values: ['capital', 'amount', 'unit', 'label', 'received_at'],
  });
