import { sql } from 'drizzle-orm';
import { integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { brand } from './brand.ts';
import { bytea, instant, now } from './columns.ts';

/** An Ed25519 key that signs a brand's receipts and checkpoints. Never deleted: what it signed must stay checkable. */
export const signingKey = pgTable(
  'signing_key',
  {
    brandId: uuid()
      .notNull()
      .references(() => brand.id),
    /** The key's thumbprint (RFC 7638). */
    id: text().notNull(),
    publicKey: jsonb().$type<{ kty: 'OKP'; crv: 'Ed25519'; x: string }>().notNull(),
    /** Encrypted under a key that is not in the database; see `domain/signing-key/private-key.ts`. */
    sealed: bytea().notNull(),
    createdAt: instant().notNull().default(now),
    retiredAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.brandId, t.id] }),
    uniqueIndex('signing_key_active').on(t.brandId).where(sql`${t.retiredAt} is null`),
  ],
);

/**
 * Which keys a brand has had, as entries that the portal's own key signs, each naming the one before; see
 * `domain/signing-key/key-log.ts`. What it does not have signs nothing. Append-only, and only for the owner role.
 */
export const keyLog = pgTable(
  'key_log',
  {
    brandId: uuid()
      .notNull()
      .references(() => brand.id),
    /** 1, 2, 3… within the brand. */
    number: integer().notNull(),
    /** The signed entry: a JWS. */
    entry: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.brandId, t.number] })],
);

/** Each exchange that has been published: how many versions, a hash over them, and what is said of it elsewhere. */
export type Catalogue = {
  exchange: string;
  versions: number;
  hash: string;
  askedSince: number;
  retiredAt: string | null;
}[];

/** A signed Merkle tree head over the ends of all the brand's chains. Append-only. */
export const checkpoint = pgTable(
  'checkpoint',
  {
    brandId: uuid()
      .notNull()
      .references(() => brand.id),
    /** 1, 2, 3… within the brand. */
    number: integer().notNull(),
    at: instant().notNull(),
    /** How many customers have a chain. */
    size: integer().notNull(),
    root: bytea().notNull(),
    /** What was published then, whose hash is signed; null in checkpoints from before they covered it. */
    catalogue: jsonb().$type<Catalogue>(),
    /** The signed statement of all this and of the checkpoint before: a JWS. */
    statement: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.brandId, t.number] })],
);

/**
 * A checkpoint's tree in pieces of 256, so that a proof reads a few rows. Level 0 holds the chains' ends,
 * level n the hashes of full subtrees of 256ⁿ leaves. Kept for the newest checkpoints only.
 */
export const checkpointTile = pgTable(
  'checkpoint_tile',
  {
    brandId: uuid()
      .notNull()
      .references(() => brand.id),
    number: integer().notNull(),
    level: integer().notNull(),
    position: integer().notNull(),
    /** The first customer of a tile of level 0. */
    firstCustomer: uuid(),
    content: bytea().notNull(),
  },
  (t) => [primaryKey({ columns: [t.brandId, t.number, t.level, t.position] })],
);
