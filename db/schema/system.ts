import { sql } from 'drizzle-orm';
import { bigint, foreignKey, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { brand } from './brand.ts';
import { bytea, instant, localText, now } from './columns.ts';

/** Something of the brand's that uses data and must hear of choices. */
export const system = pgTable(
  'system',
  {
    brandId: uuid()
      .notNull()
      .references(() => brand.id),
    slug: text().notNull(),
    name: localText().notNull(),
    /** What it does, in plain words. */
    summary: localText().notNull(),
    /** The exchanges it uses, by slug. */
    exchanges: text().array().notNull(),
    url: text().notNull(),
    /** Webhook secrets, sealed (domain/system/secret.ts). While rotating, both sign. */
    secret: bytea().notNull(),
    previousSecret: bytea(),
    previousUntil: instant(),
    /** Nothing is sent to it before then: it asked us to wait, or did not answer. */
    pausedUntil: instant(),
    /** It said that it is gone (410); staff start it again. */
    parkedAt: instant(),
    /** When the brand's owners were last told of what was overdue here (domain/delivery/overdue.ts). */
    toldAt: instant(),
    createdAt: instant().notNull().default(now),
    retiredAt: instant(),
  },
  (t) => [primaryKey({ columns: [t.brandId, t.slug] })],
);

/** waiting: not tried yet. sent: it answered 2xx. applied: it said so. failed: will be tried again. parked: will not. */
export const deliveryStates = ['waiting', 'sent', 'applied', 'failed', 'parked'] as const;

/** One choice (an entry of the ledger) on its way to one system. */
export const delivery = pgTable(
  'delivery',
  {
    customerId: uuid().notNull(),
    seq: bigint({ mode: 'number' }).notNull(),
    system: text().notNull(),
    brandId: uuid().notNull(),
    exchange: text().notNull(),
    state: text({ enum: deliveryStates }).notNull().default('waiting'),
    attempts: integer().notNull().default(0),
    /** Of the last attempt: the HTTP status, or why there was none. */
    lastStatus: integer(),
    lastFault: text(),
    createdAt: instant().notNull().default(now),
    /** Three days count from here: when it was made, or resent by staff. */
    triedSince: instant().notNull().default(now),
    attemptedAt: instant(),
    nextAt: instant(),
    sentAt: instant(),
    appliedAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.customerId, t.seq, t.system] }),
    foreignKey({ columns: [t.brandId, t.system], foreignColumns: [system.brandId, system.slug] }),
    index('delivery_newest').on(t.brandId, t.system, t.createdAt.desc()),
    index('delivery_stuck')
      .on(t.brandId, t.system, t.createdAt)
      .where(sql`${t.state} not in ('sent', 'applied')`),
    index('delivery_unconfirmed').on(t.brandId, t.system, t.createdAt).where(sql`${t.state} <> 'applied'`),
  ],
);
