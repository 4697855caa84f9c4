import { integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { keepings } from '#lib/terms.ts';
import { bytea, instant, localText, now } from './columns.ts';

export const brand = pgTable('brand', {
  id: uuid().primaryKey().defaultRandom(),
  slug: text().notNull().unique(),
  name: localText().notNull(),
  summary: localText().notNull(),
  defaultLocale: text().notNull(),
  /** Secret under which external ids become customer ids; see `domain/customer/customer-id.ts`. */
  idKey: bytea().notNull(),
  createdAt: instant().notNull().default(now),
});

export const category = pgTable(
  'category',
  {
    brandId: uuid()
      .notNull()
      .references(() => brand.id),
    slug: text().notNull(),
    name: localText().notNull(),
    summary: localText().notNull(),
    /** Fides data category, such as `user.behavior.purchase_history`. */
    standardKey: text().notNull(),
    keeps: text({ enum: keepings }).notNull(),
    position: integer().notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.brandId, t.slug] })],
);

export const purpose = pgTable(
  'purpose',
  {
    brandId: uuid()
      .notNull()
      .references(() => brand.id),
    slug: text().notNull(),
    name: localText().notNull(),
    /** Fides data use, such as `personalize.content.profiled`. */
    standardKey: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.brandId, t.slug] })],
);
