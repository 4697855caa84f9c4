import { setImmediate } from 'node:timers/promises';
import { is } from 'drizzle-orm';
import { PostgresJsSession } from 'drizzle-orm/postgres-js';
import type postgres from 'postgres';
import type { Tx } from './client.ts';

/** Sends one batch of COPY's text format (`copyLine`) into a table, inside the transaction. */
export async function copyInto(tx: Tx, into: string, lines: string): Promise<void> {
  const sql = clientOf(tx);
  const stream = await sql.unsafe(`copy ${into} from stdin`).writable();
  const sent = new Promise<void>((resolve, reject) => {
    stream.once('error', reject);
    stream.write(lines, (error) => (error ? reject(error) : resolve()));
  });
  await sent;
  const finished = new Promise<void>((resolve) => stream.end(resolve));
  await setImmediate();
  // postgres.js never settles a COPY that fails at its end; the next statement then fails and tells.
  await Promise.race([finished, sql.unsafe('select 1').then(() => finished)]);
}

function clientOf(tx: Tx): postgres.Sql {
  const { session } = tx._;
  // Not `instanceof`: Next bundles drizzle more than once, and the pool is shared between the copies.
  if (!is(session, PostgresJsSession)) throw new TypeError('COPY needs postgres.js.');
  return session.client;
}

const special = /[\\\n\r\t]/;
const escapes: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** One row of COPY's text format; null is NULL. */
export function copyLine(cells: readonly (string | number | null)[]): string {
  let line = '';
  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i];
    if (i > 0) line += '\t';
    if (cell === null || cell === undefined) line += '\\N';
    else if (typeof cell === 'string' && special.test(cell))
      line += cell.replace(/[\\\n\r\t]/g, (character) => escapes[character] ?? character);
    else line += cell;
  }
  return `${line}\n`;
}
