import { type SQL, sql } from 'drizzle-orm';

/** How many deliveries of one system may be under way at once. One customer's always go through the same lane, in order. */
const lanes = 4;

/**
 * Adds a job for each row of a relation `due` (brand_id, customer_id, seq, system, run_at) by graphile-worker's own
 * function; none when there are none. The key replaces a job of the same delivery that has not begun.
 */
export const addJobs = (): SQL => sql`
  select count(*)::int as jobs
  from (
    select array_agg((
      'send-delivery',
      json_build_object('brand', due.brand_id, 'customer', due.customer_id, 'seq', due.seq, 'system', due.system),
      'send ' || due.brand_id || ' ' || due.system || ' ' || get_byte(uuid_send(due.customer_id), 15) % ${sql.raw(String(lanes))},
      due.run_at, 25, 'delivery ' || due.customer_id || ' ' || due.seq || ' ' || due.system, 0, null
    )::graphile_worker.job_spec order by due.customer_id, due.seq, due.system) as specs
    from due
    having count(*) > 0
  ) found
  cross join lateral graphile_worker.add_jobs(found.specs)`;
