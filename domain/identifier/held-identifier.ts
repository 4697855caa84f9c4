import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Tx } from '#db/client.ts';
import { identifierKinds } from '#db/schema/identity.ts';
import type { CustomerId, StaffActor } from '../actor.ts';
import { idKeyOf } from '../brand/queries.ts';
import { customerId } from '../customer/customer-id.ts';
import { DomainError, notFound } from '../errors.ts';
import { textSchema } from '../input.ts';
import type { Setter } from './by-another-hand.ts';
import type { IdentifierKind } from './waiting.ts';

/** One identifier of one record, as whoever decides about it has seen it. */
export const seenSchema = z.strictObject({
  externalId: textSchema(200),
  kind: z.enum(identifierKinds),
  value: textSchema(300),
});

export type Seen = { externalId: string; kind: IdentifierKind; value: string };

export type HeldIdentifier = Seen & {
  customerId: CustomerId;
  setter: Setter;
  /** Its latest change; null when it came with the record. */
  change: { id: number; earlier: string | null; isDecided: boolean; isOpen: boolean } | null;
};

/** Locks a record and reads its identifier. Throws not_found, and stale when it is another than was seen. */
export async function holdIdentifier(tx: Tx, actor: StaffActor, seen: Seen): Promise<HeldIdentifier> {
  const id = customerId(await idKeyOf(tx, actor.brandId), seen.externalId);
  const [locked] = await tx.execute<{
    email: string | null;
    subject: string | null;
    kind: string | null;
    by: string | null;
  }>(sql`
    select email, oidc_subject as subject, added_by_kind as kind, added_by_id as by from customer
    where customer_id = ${id} and brand_id = ${actor.brandId} for no key update`);
  if (!locked) throw notFound('customer');
  if ((seen.kind === 'email' ? locked.email : locked.subject) !== seen.value)
    throw new DomainError('stale', 'The record has another one now.');
  const [last] = await tx.execute<{
    id: string;
    earlier: string | null;
    decided: boolean;
    open: boolean;
    actor_kind: string;
    actor_id: string | null;
  }>(sql`
    select id, earlier, decision is not null as decided, coalesce(opens_at <= now(), false) as open, actor_kind, actor_id
    from identifier_change where customer_id = ${id} and kind = ${seen.kind} order by id desc limit 1`);
  return {
    ...seen,
    customerId: id,
    setter: last ? { kind: last.actor_kind, id: last.actor_id } : { kind: locked.kind, id: locked.by },
    change: last
      ? { id: Number(last.id), earlier: last.earlier, isDecided: last.decided, isOpen: last.open }
      : null,
  };
}
