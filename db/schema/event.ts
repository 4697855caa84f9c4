import {
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uuid,
} from 'drizzle-orm/pg-core';
import { brand, category } from './brand.ts';
import { bytea, instant, now } from './columns.ts';

/** The calls of Segment's tracking API. */
export const eventTypes = ['track', 'identify', 'page', 'screen', 'group', 'alias'] as const;

/** What a kind of event becomes; the rules are of `domain/event/mapping.ts`. */
export const eventMapping = pgTable(
  'event_mapping',
  {
    brandId: uuid()
      .notNull()
      .references(() => brand.id),
    type: text({ enum: eventTypes }).notNull(),
    /** Empty where the type says it all, as with `identify`. */
    name: text().notNull(),
    rules: jsonb().notNull(),
  },
  (t) => [primaryKey({ columns: [t.brandId, t.type, t.name] })],
);

/** Of what cannot be read not even the type may be known. */
export const countedTypes = [...eventTypes, 'unknown'] as const;

/**
 * stored: all that its mapping wants of it. withheld: some or all of it not, because the customer has turned it off.
 * unmapped: nothing wants it. anonymous: it names no customer. invalid: it cannot be read.
 */
export const eventOutcomes = ['stored', 'withheld', 'unmapped', 'anonymous', 'invalid'] as const;

/** How many events of a kind came on a day (UTC, of receipt), and what became of them. Says nothing of whom. */
export const eventCount = pgTable(
  'event_count',
  {
    brandId: uuid()
      .notNull()
      .references(() => brand.id),
    day: date().notNull(),
    type: text({ enum: countedTypes }).notNull(),
    name: text().notNull(),
    outcome: text({ enum: eventOutcomes }).notNull(),
    count: integer().notNull(),
    lastAt: instant().notNull().default(now),
  },
  (t) => [primaryKey({ columns: [t.brandId, t.day, t.type, t.name, t.outcome] })],
);

/** A fingerprint of each event that came lately: sent again, it is not counted twice. Names no customer. */
export const eventSeen = pgTable(
  'event_seen',
  {
    brandId: uuid()
      .notNull()
      .references(() => brand.id),
    fingerprint: bytea().notNull(),
    seenAt: instant().notNull().default(now),
  },
  (t) => [primaryKey({ columns: [t.brandId, t.fingerprint] }), index().on(t.brandId, t.seenAt)],
);

/** How many events were not kept for a customer, because they had turned off what would use them. */
export const notCollected = pgTable(
  'not_collected',
  {
    customerId: uuid().notNull(),
    category: text().notNull(),
    brandId: uuid().notNull(),
    count: integer().notNull(),
    firstAt: instant().notNull().default(now),
    lastAt: instant().notNull().default(now),
  },
  (t) => [
    primaryKey({ columns: [t.customerId, t.category] }),
    foreignKey({ columns: [t.brandId, t.category], foreignColumns: [category.brandId, category.slug] }),
  ],
);
