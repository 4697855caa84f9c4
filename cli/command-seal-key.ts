import { join } from 'node:path';
import { embeddedHome } from '#db/embedded-home.ts';
import { env } from '#lib/env.ts';
import { type SealKey, sealKeyFrom } from '#lib/seal.ts';
import { secretFile } from '#lib/secret-file.ts';
import { dataFolder } from './portal-folder.ts';

/** The key under which the portal seals what signs; null when a database of one's own comes without it. */
export async function commandSealKey(): Promise<SealKey | null> {
  const secret = env.AUTH_SECRET ?? (await embeddedSecret());
  return secret === null ? null : sealKeyFrom(secret);
}

/** For what signs. */
export async function neededSealKey(): Promise<SealKey> {
  const key = await commandSealKey();
  if (key === null) throw new Error('AUTH_SECRET is missing: signing keys are sealed under it.');
  return key;
}

/** Of the embedded database; null with a database of one's own. */
export async function embeddedSecret(): Promise<string | null> {
  if (env.DATABASE_URL) return null;
  return secretFile(join((await embeddedHome(dataFolder)).folder, 'auth-secret'));
}
