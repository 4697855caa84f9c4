import { sql } from 'drizzle-orm';
import {
  bigint,
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { brand } from './brand.ts';
import { instant, localText, now } from './columns.ts';
import { loginKey } from './login-key.ts';

export const person = pgTable('person', {
  id: uuid().primaryKey().defaultRandom(),
  /** Lower case. Null for a person known only by an OIDC subject. */
  email: text().unique(),
  emailVerifiedAt: instant(),
  name: text(),
  locale: text(),
  timeZone: text(),
  createdAt: instant().notNull().default(now),
});

/** A person as an OIDC issuer knows them. */
export const account = pgTable(
  'account',
  {
    provider: text().notNull(),
    subject: text().notNull(),
    personId: uuid()
      .notNull()
      .references(() => person.id),
    /** The address that the issuer said it has verified, at the latest sign-in. */
    email: text(),
    createdAt: instant().notNull().default(now),
  },
  (t) => [primaryKey({ columns: [t.provider, t.subject] }), index().on(t.personId)],
);

/** A person as a brand's own login knows them: it said that a record is theirs, and they took it. */
export const brandAccount = pgTable(
  'brand_account',
  {
    customerId: uuid().primaryKey(),
    brandId: uuid().notNull(),
    personId: uuid()
      .notNull()
      .references(() => person.id),
    /** The key of its latest word. Once that is revoked the word counts no more. */
    kid: text().notNull(),
    saidAt: instant().notNull().default(now),
  },
  (t) => [
    index().on(t.personId),
    index().on(t.brandId, t.kid),
    foreignKey({ columns: [t.brandId, t.kid], foreignColumns: [loginKey.brandId, loginKey.kid] }),
  ],
);

export const session = pgTable(
  'session',
  {
    /** SHA-256 of the cookie's token, hex: a leaked table opens no session. */
    tokenHash: text().primaryKey(),
    /** Names the session in the list of one's sessions without revealing the token. */
    id: uuid().notNull().unique().defaultRandom(),
    personId: uuid()
      .notNull()
      .references(() => person.id),
    userAgent: text(),
    createdAt: instant().notNull().default(now),
    lastSeenAt: instant().notNull().default(now),
    expiresAt: instant().notNull(),
    /** The one record that it opens, when a brand's own login began it, and by which of the brand's keys. */
    throughCustomer: uuid(),
    throughBrand: uuid(),
    throughKey: text(),
  },
  (t) => [
    index().on(t.personId),
    index('session_through').on(t.throughBrand, t.throughKey).where(sql`${t.throughKey} is not null`),
    foreignKey({ columns: [t.throughBrand, t.throughKey], foreignColumns: [loginKey.brandId, loginKey.kid] }),
    check(
      'session_through',
      sql`num_nulls(${t.throughCustomer}, ${t.throughBrand}, ${t.throughKey}) in (0, 3)`,
    ),
  ],
);

/** A single-use sign-in link, by the hash that next-auth computes of its token. */
export const signInLink = pgTable('sign_in_link', {
  tokenHash: text().primaryKey(),
  email: text().notNull(),
  expiresAt: instant().notNull(),
});

/** How often one address or one network asked to be signed in lately. The names are those of rate-limiter-flexible. */
export const signInAttempt = pgTable('sign_in_attempt', {
  key: text().primaryKey(),
  points: integer().notNull(),
  expire: instant(),
});

/** Mail of a demo without SMTP, shown on the portal's inbox page. */
export const demoMail = pgTable('demo_mail', {
  id: integer().primaryKey().generatedAlwaysAsIdentity(),
  recipient: text().notNull(),
  subject: text().notNull(),
  body: text().notNull(),
  sentAt: instant().notNull().default(now),
});

/** The invented people of the demo, whom the sign-in page offers in one click. Empty in a real portal. */
export const demoPerson = pgTable('demo_person', {
  personId: uuid()
    .primaryKey()
    .references(() => person.id),
  position: integer().notNull(),
  /** What this person shows, such as "Customer of all three". */
  note: localText().notNull(),
});

export const roles = ['owner', 'editor', 'support', 'analyst'] as const;

export const staff = pgTable(
  'staff',
  {
    brandId: uuid()
      .notNull()
      .references(() => brand.id),
    personId: uuid()
      .notNull()
      .references(() => person.id),
    role: text({ enum: roles }).notNull(),
    addedAt: instant().notNull().default(now),
  },
  (t) => [primaryKey({ columns: [t.brandId, t.personId] }), index().on(t.personId)],
);

/** By what a person showed that a record is theirs. */
export const proofs = ['email', 'oidc_subject', 'brand_token'] as const;

/**
 * Why a link ended: the record has another address or account now, the proof went, it was found to be wrong, or somebody
 * with a sign-in of their own took it over from a brand's word alone.
 */
export const linkEnds = ['changed', 'unproven', 'wrong', 'moved'] as const;

/**
 * Which customer records a person has at a brand, or had: the record of each link. What opens a record is the current
 * proof, asked for at each request (`own_records` in the database).
 */
export const relation = pgTable(
  'relation',
  {
    /** In the order of linking: the first of a person's records at a brand stands at the brand's plain address. */
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    personId: uuid()
      .notNull()
      .references(() => person.id),
    brandId: uuid()
      .notNull()
      .references(() => brand.id),
    customerId: uuid().notNull(),
    linkedAt: instant().notNull().default(now),
    /** By which proof; null for links older than this column. */
    proof: text({ enum: proofs }),
    endedAt: instant(),
    ended: text({ enum: linkEnds }),
  },
  (t) => [
    index().on(t.personId),
    index().on(t.customerId),
    uniqueIndex('relation_open').on(t.customerId).where(sql`${t.endedAt} is null`),
    check('relation_ended', sql`(${t.endedAt} is null) = (${t.ended} is null)`),
  ],
);
