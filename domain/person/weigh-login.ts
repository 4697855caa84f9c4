import { sql } from 'drizzle-orm';
import type { Db, Tx } from '#db/client.ts';
import { withScope } from '#db/scope.ts';
import type { BrandId, CustomerId, PersonId } from '../actor.ts';
import { idKeyOf } from '../brand/queries.ts';
import { customerId } from '../customer/customer-id.ts';
import type { LoginWord } from '../login-key/read-token.ts';

/**
 * What a brand's word that this browser is its customer can do:
 * - `enter`: open this one record in this browser. `as` is who held it by such a word before; null: nobody, so a person
 *   is made who has no other way in.
 * - `add`: give the record to the person who is signed in here by their own means; `keep`: they have it already.
 * - `held`: nothing, somebody opens it by means of their own. `staff`: nothing, who is signed in works for the brand.
 * - `unknown`: nothing, the brand has brought in no such record.
 */
export type Weighed =
  | { does: 'enter'; customerId: CustomerId; as: PersonId | null }
  | { does: 'add' | 'keep'; customerId: CustomerId; as: PersonId }
  | { does: 'held' | 'staff' | 'unknown' };

/** Looks without changing anything. `own`: who is signed in here by means of their own, if anyone. */
export async function weighLogin(
  db: Db,
  brandId: BrandId,
  word: LoginWord,
  own: PersonId | null,
): Promise<Weighed> {
  return withScope(db, { kind: 'brand', brandId }, (tx) => weigh(tx, brandId, word, own));
}

type Row = {
  holder: PersonId | null;
  /** Whether the holder can come in by anything but the word of a brand. */
  holder_comes_alone: boolean;
  /** Of whom a brand's word that still counts says that they are the customer. */
  said_of: PersonId | null;
  /** The same by a word that counts no more, of somebody who has no other way in. */
  was_said_of: PersonId | null;
  works_here: boolean;
};

/** The same in a transaction that sees the brand's customers; the record's row is locked from then on. */
export async function weigh(
  tx: Tx,
  brandId: BrandId,
  { externalId }: LoginWord,
  own: PersonId | null,
): Promise<Weighed> {
  const id = customerId(await idKeyOf(tx, brandId), externalId);
  await tx.execute(
    sql`select from customer where customer_id = ${id} and brand_id = ${brandId} for no key update`,
  );
  const [row] = await tx.execute<Row>(sql`
    select c.person_id as holder, comes_alone(c.person_id) as holder_comes_alone,
      w.person_id as said_of, case when not comes_alone(a.person_id) then a.person_id end as was_said_of,
      is_insider(${own}::uuid, ${brandId}) as works_here
    from customer c
    left join brand_account a on a.customer_id = c.customer_id
    left join brand_word w on w.customer_id = c.customer_id
    where c.customer_id = ${id} and c.brand_id = ${brandId}`);
  if (!row) return { does: 'unknown' };
  return own ? ofOwn(row, id, own) : ofNobody(row, id);
}

function ofOwn(row: Row, id: CustomerId, own: PersonId): Weighed {
  if (row.holder === own) return { does: 'keep', customerId: id, as: own };
  if (row.works_here) return { does: 'staff' };
  if (row.holder !== null && row.holder_comes_alone) return { does: 'held' };
  return { does: 'add', customerId: id, as: own };
}

/** Who came by another key's word before and has no other way in is the same customer still. */
function ofNobody(row: Row, id: CustomerId): Weighed {
  const as = row.said_of ?? row.was_said_of;
  if (row.holder !== null && row.holder_comes_alone && row.holder !== as) return { does: 'held' };
  return { does: 'enter', customerId: id, as };
}
