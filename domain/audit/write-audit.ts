import type { Tx } from '#db/client.ts';
import { audit } from '#db/schema/audit.ts';
import type { Actor, CustomerId } from '../actor.ts';

export type AuditNote = {
  /** noun.verb in the past, such as `exchange.published`. */
  action: AuditAction;
  /** What it was done to, by slug or id. */
  subject?: string | null;
  /** Whom it concerned: that customer is shown this row. */
  customerId?: CustomerId | null;
  /** Small facts, never a customer's data. */
  details?: Record<string, string | number | boolean | null>;
  /** When it was done; now unless said. */
  at?: Date;
};

/** Everything that is written down; each has its words on the staff's audit page. */
export const auditActions = [
  'exchange.created',
  'exchange.edited',
  'exchange.discarded',
  'exchange.published',
  'exchange.retired',
  'category.created',
  'category.edited',
  'purpose.created',
  'purpose.edited',
  'staff.owner_made',
  'staff.added',
  'staff.changed',
  'staff.removed',
  'customer.looked_up',
  'customer.signed_in',
  'system.registered',
  'system.edited',
  'system.rotated',
  'system.retired',
  'system.resent',
  'import.loaded',
  'identifier.confirmed',
  'identifier.refused',
  'link.found_wrong',
  'key.created',
  'key.revoked',
  'login_key.added',
  'login_key.revoked',
  'signing_key.rotated',
  'checkpoint.made',
  'event.mapped',
  'event.unmapped',
] as const;

export type AuditAction = (typeof auditActions)[number];

/** Writes down what staff or a system did, in the same transaction as the deed. Gives the row's id. */
export async function writeAudit(tx: Tx, actor: Actor, note: AuditNote): Promise<number> {
  const staff = actor.kind === 'staff' ? actor : null;
  const [written] = await tx
    .insert(audit)
    .values({
      brandId: actor.brandId,
      at: note.at,
      personId: staff?.personId ?? null,
      role: staff?.role ?? actor.kind,
      action: note.action,
      subject: note.subject ?? null,
      customerId: note.customerId ?? null,
      details: note.details ?? {},
    })
    .returning({ id: audit.id });
  if (!written) throw new TypeError('An audit row was not kept.');
  return written.id;
}
