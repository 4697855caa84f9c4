import { sql } from 'drizzle-orm';
import { bigint, index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { brand } from './brand.ts';
import { instant, now } from './columns.ts';
import { actorKinds } from './customer.ts';
import { person } from './person.ts';

/** By what a person is known to be a record's: an address, or `issuer|subject` of an OIDC account. */
export const identifierKinds = ['email', 'oidc_subject'] as const;

/**
 * Each time that an address or subject of a known record was changed: by whom, and from when the new one lets its
 * person in. What a record came with has no row. A row's words never change; what became of it is added once.
 */
export const identifierChange = pgTable(
  'identifier_change',
  {
    customerId: uuid().notNull(),
    kind: text({ enum: identifierKinds }).notNull(),
    id: bigint({ mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
    brandId: uuid()
      .notNull()
      .references(() => brand.id),
    fromValue: text(),
    toValue: text(),
    /** The last value before it that let its person in. */
    earlier: text(),
    at: instant().notNull().default(now),
    actorKind: text({ enum: actorKinds }).notNull(),
    actorId: text(),
    /** The record's last address that let its person in: it is told of the change by mail. Null: there is none. */
    tell: text(),
    toldAt: instant(),
    /** From when the value lets its person in; null: not before a second person at the brand confirms it. */
    opensAt: instant(),
    /** The person of the earlier address said that the change is wrong: waiting is not enough any more. */
    objectedAt: instant(),
    decision: text({ enum: ['confirmed', 'refused'] }),
    decidedBy: uuid(),
    decidedAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.customerId, t.kind, t.id] }),
    index('identifier_change_undecided').on(t.brandId, t.id).where(sql`${t.decision} is null`),
    index('identifier_change_untold').on(t.id).where(sql`${t.tell} is not null and ${t.toldAt} is null`),
  ],
);

/** Entries of the ledger found to be said by someone else than the customer. Entries stay as they are; this stands beside them. */
export const ledgerMark = pgTable(
  'ledger_mark',
  {
    customerId: uuid().notNull(),
    seq: bigint({ mode: 'number' }).notNull(),
    brandId: uuid()
      .notNull()
      .references(() => brand.id),
    at: instant().notNull().default(now),
    /** Who of the staff found it. */
    markedBy: uuid().notNull(),
  },
  (t) => [primaryKey({ columns: [t.customerId, t.seq] })],
);

/** Every address that a person has shown to be theirs, when last. What lets them in now is on `person` and `account`. */
export const provedAddress = pgTable(
  'proved_address',
  {
    email: text().notNull(),
    personId: uuid()
      .notNull()
      .references(() => person.id),
    at: instant().notNull().default(now),
  },
  (t) => [primaryKey({ columns: [t.email, t.personId] })],
);
