import { sql } from 'drizzle-orm';
import { bigint, index, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { brand } from './brand.ts';
import { instant, now } from './columns.ts';

/** What staff did. A row that names a customer is shown to that customer too. */
export const audit = pgTable(
  'audit',
  {
    brandId: uuid()
      .notNull()
      .references(() => brand.id),
    id: bigint({ mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
    at: instant().notNull().default(now),
    /** Null when a system or the command line acted. */
    personId: uuid(),
    /** The role held at the time. */
    role: text(),
    /** noun.verb, such as `exchange.published`. */
    action: text().notNull(),
    /** What it was done to, by slug or id. */
    subject: text(),
    customerId: uuid(),
    details: jsonb().$type<Record<string, string | number | boolean | null>>().notNull().default({}),
  },
  (t) => [
    primaryKey({ columns: [t.brandId, t.id] }),
    index().on(t.customerId, t.at),
    // Who joined or left the team lately may not vouch for themselves (`own_records` in the database).
    index('audit_of_team').on(t.brandId, t.subject, t.at).where(sql`${t.action} like 'staff.%'`),
  ],
);
