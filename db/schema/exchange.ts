import { sql } from 'drizzle-orm';
import { foreignKey, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { bases, type DraftTerms, type Meaning, type Terms } from '#lib/terms.ts';
import { brand } from './brand.ts';
import { instant, now } from './columns.ts';

/** The deal. Its words and conditions live in its versions; `draft` is what staff are still writing. */
export const exchange = pgTable(
  'exchange',
  {
    brandId: uuid()
      .notNull()
      .references(() => brand.id),
    slug: text().notNull(),
    position: integer().notNull().default(0),
    /** The version in force; null until the first is published. */
    liveVersion: integer(),
    /** The newest version that took more than the one before: an older yes must be asked again. */
    askedSince: integer(),
    draft: jsonb().$type<DraftTerms>(),
    /** Counts edits of the draft, so that two editors do not overwrite each other. */
    draftRevision: integer().notNull().default(0),
    retiredAt: instant(),
  },
  (t) => [primaryKey({ columns: [t.brandId, t.slug] })],
);

/** A published version. The database refuses to update or delete one. */
export const exchangeVersion = pgTable(
  'exchange_version',
  {
    brandId: uuid().notNull(),
    exchange: text().notNull(),
    version: integer().notNull(),
    category: text().notNull(),
    purpose: text().notNull(),
    terms: jsonb().$type<Terms>().notNull(),
    meaning: jsonb().$type<Meaning>().notNull(),
    /** Of the terms, what each decision asks for: reading it out of them took longer than all the rest of a decision. */
    basis: text({ enum: bases }).generatedAlwaysAs(sql`terms ->> 'basis'`).notNull(),
    publishedAt: instant().notNull().default(now),
    publishedBy: uuid(),
  },
  (t) => [
    primaryKey({ columns: [t.brandId, t.exchange, t.version] }),
    foreignKey({ columns: [t.brandId, t.exchange], foreignColumns: [exchange.brandId, exchange.slug] }),
    index('exchange_version_by_use').on(t.brandId, t.category, t.purpose),
  ],
);

/** The uses of an exchange that has been about several, and the newest version about each: a no said there counts for each. */
export const movedUse = pgTable(
  'moved_use',
  {
    brandId: uuid().notNull(),
    category: text().notNull(),
    purpose: text().notNull(),
    exchange: text().notNull(),
    newest: integer().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.brandId, t.category, t.purpose, t.exchange] }),
    foreignKey({ columns: [t.brandId, t.exchange], foreignColumns: [exchange.brandId, exchange.slug] }),
    index().on(t.brandId, t.exchange),
  ],
);
