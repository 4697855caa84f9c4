import { type SQL, sql } from 'drizzle-orm';
import type { Tx } from '#db/client.ts';
import type { linkEnds } from '#db/schema/person.ts';

/**
 * Ends the links among `which` (a condition on `relation r`) that their person's current proof does not hold any more.
 * The transaction has the customers' rows locked, or locks them here.
 */
export async function endUnproven(tx: Tx, which: SQL, ended: (typeof linkEnds)[number]): Promise<void> {
  await tx.execute(sql`
    with gone as (
      select r.id, r.customer_id from relation r
      where r.ended_at is null and ${which}
        and not exists (select from records_of(r.person_id) o where o.customer_id = r.customer_id and o.is_open)
    ), freed as (
      update customer c set person_id = null from gone where c.customer_id = gone.customer_id
    )
    update relation r set ended_at = now(), ended = ${ended} from gone where r.id = gone.id`);
}
