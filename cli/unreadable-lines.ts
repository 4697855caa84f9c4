import { connect, type Db } from '#db/client.ts';
import { listUnreadable, type Unreadable } from '#domain/seal/unreadable.ts';
import { listKeyless } from '#domain/signing-key/list-keyless.ts';
import { sealKeyFrom } from '#lib/seal.ts';

/**
 * What a changed AUTH_SECRET made unreadable and what to do about it, for a terminal; no lines when nothing is.
 * The portal starts all the same: switches and decisions need none of it, and staff mend it on its pages.
 */
export async function unreadableLines(url: string, secret: string): Promise<string[]> {
  const { db, close } = connect(url, { max: 1, name: 'mutual-start' });
  try {
    return [...linesOf(await listUnreadable(db, sealKeyFrom(secret))), ...(await keylessLines(db))];
  } finally {
    await close();
  }
}

async function keylessLines(db: Db): Promise<string[]> {
  const brands = await listKeyless(db);
  if (brands.length === 0) return [];
  return [
    `These brands have no key introduced, and nothing they sign can be checked: ${some(brands)}. As the owner of the database:`,
    '  DATABASE_OWNER_URL=… AUTH_SECRET=… npm run mutual -- migrate',
  ];
}

function linesOf(found: (Unreadable & { slug: string })[]): string[] {
  const keys = found.filter(({ signingKey }) => signingKey).map(({ slug }) => slug);
  const systems = found.flatMap(({ slug, systems }) => systems.map((system) => `${slug}/${system}`));
  if (found.length === 0) return [];
  return [
    'AUTH_SECRET is not the one that secrets in this database were sealed with. These cannot be read:',
    ...(keys.length > 0 ? [`  keys that sign receipts and checkpoints: ${some(keys)}`] : []),
    ...(systems.length > 0 ? [`  secrets of systems, to which no choice is sent: ${some(systems)}`] : []),
    'Set AUTH_SECRET back if you have the old one. If it is lost:',
    ...(keys.length > 0 ? ['  npm run mutual -- keys rotate --brand <slug>    gives a brand a new key'] : []),
    ...(systems.length > 0
      ? ['  /staff/<brand>/systems                          gives a system a new secret']
      : []),
  ];
}

const some = (names: readonly string[]) =>
  names.length > 10 ? `${names.slice(0, 10).join(', ')} and ${names.length - 10} more` : names.join(', ');
