import type { Db } from '#db/client.ts';
import { markUsed } from '#domain/api-key/mark-used.ts';
import { log } from '#lib/log.ts';

const minute = 60_000;
const noted = new Map<string, number>();

/** Writes down behind the answer that a key was used, at most once a minute from this process. */
export function noteUse(db: Db, hash: string): void {
  const now = Date.now();
  if (now - (noted.get(hash) ?? 0) < minute) return;
  if (noted.size > 10_000) noted.clear();
  noted.set(hash, now);
  markUsed(db, hash).catch((error: unknown) => log.warn({ err: error }, 'last use was not noted'));
}
