import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';

const holderSchema = z.object({
  pid: z.number(),
  /** What holds the folder: "npm start". */
  what: z.string(),
  /** Where the portal answers, if it is one. */
  url: z.string().nullable(),
  since: z.string(),
});

export type Hold = { release: () => Promise<void> };

export class HeldError extends Error {
  override readonly name = 'UsageError';
}

/** Locks live as long as their objects. */
const held = new Set<DatabaseSync>();

/**
 * Takes the folder for this process until `release`, or throws a HeldError that says who has it.
 * Node has no file locks but SQLite's: the system frees one when its process ends, however it ends,
 * where a note with a process number would be left behind by a `kill -9`.
 */
export async function holdFolder(folder: string, what: string, url: string | null): Promise<Hold> {
  const lock = new DatabaseSync(join(folder, 'holder.lock'));
  const note = join(folder, 'holder.json');
  try {
    lock.exec('begin exclusive');
  } catch (error) {
    lock.close();
    if (isBusy(error)) throw new HeldError(await whoHolds(folder, note));
    throw error;
  }
  held.add(lock);
  await rm(note, { force: true });
  await writeFile(note, JSON.stringify({ pid: process.pid, what, url, since: new Date().toISOString() }));
  const release = async () => {
    await rm(note, { force: true });
    held.delete(lock);
    lock.close();
  };
  return { release };
}

/** SQLITE_BUSY: another has the lock. */
const isBusy = (error: unknown) => error instanceof Error && 'errcode' in error && error.errcode === 5;

async function whoHolds(folder: string, note: string): Promise<string> {
  const holder = holderSchema.safeParse(await readFile(note, 'utf8').then(JSON.parse, () => null)).data;
  if (!holder) return `${folder} is in use by another process.`;
  const where = holder.url ? ` and answers on ${holder.url}` : '';
  return `${folder} is in use: ${holder.what} (process ${holder.pid}) has it since ${holder.since}${where}.\nUse that one, or stop it first.`;
}
