import { join } from 'node:path';
import { embeddedHome } from '#db/embedded-home.ts';
import { env } from '#lib/env.ts';
import { secretFile } from '#lib/secret-file.ts';
import { dataFolder } from './portal-folder.ts';

/** The secret under which the portal's signing keys are sealed; null when a database of one's own comes without it. */
export async function commandSecret(): Promise<string | null> {
  if (env.AUTH_SECRET) return env.AUTH_SECRET;
  if (env.DATABASE_URL) return null;
  return secretFile(join((await embeddedHome(dataFolder)).folder, 'auth-secret'));
}

/** For what signs. */
export async function neededSecret(): Promise<string> {
  const secret = await commandSecret();
  if (secret === null) throw new Error('AUTH_SECRET is not set: signing keys are stored under it.');
  return secret;
}
