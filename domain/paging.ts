import { z } from 'zod';
import { clean } from './input.ts';

/** Where a list was cut: the time of the last row shown, as PostgreSQL writes it, and its key. */
export type Cursor = { at: string; key: string };

const schema = z.tuple([
  z.string().regex(/^(-infinity|\d{4,6}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d(:\d\d)?)$/),
  z.string().max(2000).refine(clean),
]);

/** The cursor as it stands in an address. */
export const cursorAfter = (at: string, key: string): string =>
  Buffer.from(JSON.stringify([at, key])).toString('base64url');

/** Reads a cursor from an address; anything that is not one starts the list from its beginning. */
export function readCursor(text: string | undefined): Cursor | null {
  if (!text) return null;
  try {
    const [at, key] = schema.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
    return { at, key };
  } catch {
    return null;
  }
}
