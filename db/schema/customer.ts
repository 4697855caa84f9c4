import { sql } from 'drizzle-orm';
import {
  bigint,
  check,
  customType,
  foreignKey,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  text,
  uuid,
} from 'drizzle-orm/pg-core';
import { capitals, holdingSources } from '#lib/terms.ts';
import { brand, category } from './brand.ts';
import { bytea, instant, now } from './columns.ts';
import { exchange } from './exchange.ts';

const xid8 = customType<{ data: string }>({ dataType: () => 'xid8' });

export const actorKinds = ['customer', 'staff', 'key', 'system'] as const;

/** One person's relationship with one brand; exists before the person ever signs in. */
export const customer = pgTable(
  'customer',
  {
    customerId: uuid().primaryKey(),
    brandId: uuid()
      .notNull()
      .references(() => brand.id),
    externalId: text().notNull(),
    /** Lower case. What the brand says is the person's address: who proves it, and is vouched for, may open the record. */
    email: text(),
    /** `issuer|subject` of an OIDC account, likewise. */
    oidcSubject: text(),
    /** Who may act as this customer now: the person of the record's open `relation`. Null when nobody may. */
    personId: uuid(),
    /** Who brought the record in; null for records older than this column. */
    addedByKind: text({ enum: actorKinds }),
    addedById: text(),
    /** When the relationship began, as far as the brand says. */
    since: instant().notNull().default(now),
    importedAt: instant().notNull().default(now),
  },
  (t) => [index().on(t.brandId, t.externalId), index().on(t.email), index().on(t.oidcSubject)],
);

export const places = ['on_site', 'other_sites', 'offline'] as const;

/** One datum held on one customer. Value is null when it was empty at the source. */
export const holding = pgTable(
  'holding',
  {
    customerId: uuid().notNull(),
    brandId: uuid().notNull(),
    category: text().notNull(),
    /** The source system's own key: what makes an import idempotent. */
    key: text().notNull(),
    label: text().notNull(),
    value: text(),
    source: text({ enum: holdingSources }).notNull(),
    place: text({ enum: places }),
    collectedAt: instant(),
    keepUntil: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.customerId, t.category, t.key] }),
    foreignKey({ columns: [t.brandId, t.category], foreignColumns: [category.brandId, category.slug] }),
    index('holding_newest').on(t.customerId, t.category, t.collectedAt.desc().nullsLast(), t.key),
  ],
);

/** Stands for a datum that is only counted: a keyed fingerprint of its key, nothing else. */
export const holdingMark = pgTable(
  'holding_mark',
  {
    customerId: uuid().notNull(),
    brandId: uuid().notNull(),
    category: text().notNull(),
    fingerprint: bytea().notNull(),
  },
  (t) => [primaryKey({ columns: [t.customerId, t.category, t.fingerprint] })],
);

/** How much is held, by category and source; kept in step by whatever writes holdings. */
export const holdingTally = pgTable(
  'holding_tally',
  {
    customerId: uuid().notNull(),
    brandId: uuid().notNull(),
    category: text().notNull(),
    source: text({ enum: holdingSources }).notNull(),
    count: integer().notNull(),
    firstAt: instant(),
    lastAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.customerId, t.category, t.source] }),
    foreignKey({ columns: [t.brandId, t.category], foreignColumns: [category.brandId, category.slug] }),
  ],
);

/** One piece of value that one customer really received under one exchange. */
export const benefit = pgTable(
  'benefit',
  {
    customerId: uuid().notNull(),
    brandId: uuid().notNull(),
    exchange: text().notNull(),
    key: text().notNull(),
    capital: text({ enum: capitals }).notNull(),
    amount: numeric().notNull(),
    /** An ISO 4217 code for money, else a unit of `lib/terms.ts`. */
    unit: text().notNull(),
    label: text().notNull(),
    receivedAt: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.customerId, t.exchange, t.key] }),
    foreignKey({ columns: [t.brandId, t.exchange], foreignColumns: [exchange.brandId, exchange.slug] }),
    index('benefit_newest').on(t.customerId, t.receivedAt.desc()),
    check('benefit_amount_positive', sql`${t.amount} > 0`),
  ],
);

/**
 * What a choice can be set to. `never_asked` is the absence of a row; `locked` follows from the exchange. So does
 * `expired`, at once; the worker writes it down soon after (domain/choice/end-yeses.ts).
 */
export const chosenStates = ['granted', 'refused', 'withdrawn', 'objected', 'expired'] as const;

/** What besides the customer's own hand had a part in a choice: the browser's Global Privacy Control signal. */
export const choiceSources = ['gpc'] as const;

/** Where a customer stands on an exchange: the last ledger entry about it. */
export const choice = pgTable(
  'choice',
  {
    customerId: uuid().notNull(),
    brandId: uuid().notNull(),
    exchange: text().notNull(),
    state: text({ enum: chosenStates }).notNull(),
    /** The exchange version that the customer saw. */
    version: integer().notNull(),
    /** The ledger entry that made it so. */
    seq: bigint({ mode: 'number' }).notNull(),
    chosenAt: instant().notNull(),
    /** A yes lapses then; null when it does not lapse. */
    expiresAt: instant(),
    /** A no said by the browser's signal, or a yes said knowing it; null: the signal had no part. */
    source: text({ enum: choiceSources }),
  },
  (t) => [
    primaryKey({ columns: [t.customerId, t.exchange] }),
    foreignKey({ columns: [t.brandId, t.exchange], foreignColumns: [exchange.brandId, exchange.slug] }),
    index('choice_by_exchange').on(t.brandId, t.exchange, t.state, t.version),
    index('choice_lapsing').on(t.brandId, t.exchange, t.expiresAt).where(sql`${t.state} = 'granted'`),
  ],
);

/**
 * The customer's last word on a use, whatever became of the exchange in which it was said: what the ledger says of a
 * category and a purpose, written with each entry (domain/ledger/write-links.ts). The noes in force are the view `kept_no`.
 */
export const useChoice = pgTable(
  'use_choice',
  {
    customerId: uuid().notNull(),
    category: text().notNull(),
    purpose: text().notNull(),
    brandId: uuid().notNull(),
    state: text({ enum: ['granted', 'refused', 'withdrawn', 'objected'] }).notNull(),
    /** The exchange in which it was said, at which version, and the ledger entry. */
    exchange: text().notNull(),
    version: integer().notNull(),
    seq: bigint({ mode: 'number' }).notNull(),
    saidAt: instant().notNull(),
    /** As of `choice`. */
    source: text({ enum: choiceSources }),
  },
  (t) => [
    primaryKey({ columns: [t.customerId, t.category, t.purpose] }),
    foreignKey({ columns: [t.brandId, t.exchange], foreignColumns: [exchange.brandId, exchange.slug] }),
    index('use_choice_noes').on(t.brandId, t.category, t.purpose).where(sql`${t.state} <> 'granted'`),
  ],
);

/** The append-only history of choices. The runtime role may insert and read, nothing else. */
export const ledger = pgTable(
  'ledger',
  {
    customerId: uuid().notNull(),
    /** 1, 2, 3… within the customer. */
    seq: bigint({ mode: 'number' }).notNull(),
    brandId: uuid().notNull(),
    exchange: text().notNull(),
    version: integer().notNull(),
    fromState: text().notNull(),
    state: text({ enum: chosenStates }).notNull(),
    actorKind: text({ enum: actorKinds }).notNull(),
    /** Person, key or job that acted; null for a system without a name. */
    actorId: text(),
    /** The language in which the customer read the terms. */
    locale: text(),
    at: instant().notNull(),
    /** Of a choice made elsewhere: where, how it was asked, a reference; see `domain/ledger/evidence.ts`. */
    evidence: jsonb().$type<{ where: string; shown?: string; reference?: string }>(),
    /** When it was made elsewhere; null when here. */
    madeAt: instant(),
    /** As of `choice`. */
    source: text({ enum: choiceSources }),
    /** When this yes lapses; null when it does not, and in entries from before it was written here. */
    expiresAt: instant(),
    /** The systems that this entry is on its way to, by slug; null in entries from before it was written here. */
    told: text().array(),
    prevHash: bytea(),
    hash: bytea().notNull(),
    /** The transaction that wrote it: orders the feed of changes so that none is skipped (domain/choice/changes.ts). */
    xid: xid8().notNull().default(sql`pg_current_xact_id()`),
  },
  (t) => [
    primaryKey({ columns: [t.customerId, t.seq] }),
    foreignKey({ columns: [t.brandId, t.exchange], foreignColumns: [exchange.brandId, exchange.slug] }),
    index('ledger_by_day').on(t.brandId, t.exchange, t.at),
    check('ledger_elsewhere', sql`(${t.evidence} is null) = (${t.madeAt} is null)`),
    index('ledger_feed').on(t.brandId, t.xid, t.customerId, t.seq),
  ],
);
