import { z } from 'zod';
import { clean } from './input.ts';

/** Where a list was cut: the time of the last row shown, as PostgreSQL writes it, and its key. */
export type Cursor = { at: string; key: string };

const schema = z.tuple([z.string().refine(isTime), z.string().max(2000).refine(clean)]);

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

const shape =
  /^(?!0000)(\d{4})-(\d\d)-(\d\d) ([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,6})?[+-](0\d|1[0-5])(:[0-5]\d)?$/;

/** Whether PostgreSQL takes it as a time: an address can be made up, and a wrong one is no fault of ours. */
function isTime(text: string): boolean {
  if (text === '-infinity') return true;
  const [, year, month, day] = (shape.exec(text) ?? []).map(Number);
  if (year === undefined || month === undefined || day === undefined) return false;
  // A day that does not exist moves on into the next month.
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}
