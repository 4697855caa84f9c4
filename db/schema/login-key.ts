import { jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { brand } from './brand.ts';
import { instant, now } from './columns.ts';

export type LoginJwk =
  | { kty: 'OKP'; crv: 'Ed25519'; x: string }
  | { kty: 'EC'; crv: 'P-256'; x: string; y: string };

/** The public half of a key with which a brand's own login says who its customer is. Never deleted: links name it. */
export const loginKey = pgTable(
  'login_key',
  {
    brandId: uuid()
      .notNull()
      .references(() => brand.id),
    /** The key's thumbprint (RFC 7638). */
    kid: text().notNull(),
    name: text().notNull(),
    publicKey: jsonb().$type<LoginJwk>().notNull(),
    createdAt: instant().notNull().default(now),
    /** Null when the command line did. */
    createdBy: uuid(),
    revokedAt: instant(),
    lastUsedAt: instant(),
  },
  (t) => [primaryKey({ columns: [t.brandId, t.kid] })],
);

/** A signed word that has let someone in already: it lets nobody in again. Forgotten once it has run out. */
export const spentToken = pgTable(
  'spent_token',
  {
    brandId: uuid()
      .notNull()
      .references(() => brand.id),
    /** SHA-256 of its `jti`, hex. */
    jtiHash: text().notNull(),
    expiresAt: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.brandId, t.jtiHash] })],
);
