import { index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { brand } from './brand.ts';
import { instant, now } from './columns.ts';

/** What a key may do: send data in, ask for decisions, read and file choices. */
export const keyScopes = ['ingest', 'decide', 'choices'] as const;

/** A brand engineer's key. Its secret is shown once and kept as a hash. */
export const apiKey = pgTable(
  'api_key',
  {
    id: uuid().primaryKey().defaultRandom(),
    brandId: uuid()
      .notNull()
      .references(() => brand.id),
    name: text().notNull(),
    /** The beginning of the secret, by which people tell keys apart. */
    prefix: text().notNull(),
    /** SHA-256 of the secret, hex: 256 random bits need no slow hash. */
    secretHash: text().notNull().unique('api_key_secret'),
    scopes: text({ enum: keyScopes }).array().notNull(),
    createdAt: instant().notNull().default(now),
    createdBy: uuid().notNull(),
    expiresAt: instant(),
    revokedAt: instant(),
    /** To the minute. */
    lastUsedAt: instant(),
  },
  (t) => [index().on(t.brandId, t.createdAt)],
);

/** The reply to a write that carried an `Idempotency-Key`, for a day. Without a status: still being worked on. */
export const apiReply = pgTable(
  'api_reply',
  {
    keyId: uuid()
      .notNull()
      .references(() => apiKey.id),
    idempotencyKey: text().notNull(),
    /** SHA-256 of method, path and body, hex. */
    requestHash: text().notNull(),
    claimedAt: instant().notNull().default(now),
    status: integer(),
    body: text(),
  },
  (t) => [primaryKey({ columns: [t.keyId, t.idempotencyKey] }), index().on(t.keyId, t.claimedAt)],
);
