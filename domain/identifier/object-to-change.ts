import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Db } from '#db/client.ts';
import { withScope } from '#db/scope.ts';
import type { PersonId } from '../actor.ts';
import { notFound } from '../errors.ts';
import { isWaiting } from './waiting.ts';

const linkSchema = z.number().int().positive();

/**
 * The person of a record's earlier address says that a change which still waits is wrong: it then waits until someone
 * at the brand has confirmed it, however long. `link` names the person's own link, open or ended. Throws not_found for
 * another's, and where nothing waits that this person was to be told of.
 */
export async function objectToChange(db: Db, personId: PersonId, link: number): Promise<void> {
  if (!linkSchema.safeParse(link).success) throw notFound('change');
  const { count } = await withScope(db, { kind: 'portal' }, (tx) =>
    tx.execute(sql`
      update identifier_change ch set objected_at = coalesce(ch.objected_at, now()), opens_at = null
      from relation r
      where r.id = ${link} and r.person_id = ${personId} and ch.customer_id = r.customer_id and ${isTheirsToStop}`),
  );
  if (count === 0) throw notFound('change');
}

/** A change `ch` that waits, and that the person of the link `r` was to be told of. */
export const isTheirsToStop = sql`${isWaiting}
  and exists (select from proven p where p.person_id = r.person_id and p.kind = 'email' and p.value = ch.tell)`;
