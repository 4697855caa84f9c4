import { sql } from 'drizzle-orm';
import { customType, jsonb, timestamp } from 'drizzle-orm/pg-core';
import type { LocalText } from '#lib/local-text.ts';

/** UTC, to the microsecond; read as a Date. */
export const instant = () => timestamp({ withTimezone: true, mode: 'date' });

export const now = sql`now()`;

/** Words per language; see `lib/local-text.ts`. */
export const localText = () => jsonb().$type<LocalText>();

/** Bytes, such as a hash or a sealed secret. */
export const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' });
