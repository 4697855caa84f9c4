import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';

/** A random secret of 32 bytes kept in a file that only its owner may read; made when missing. */
export async function secretFile(path: string, encoding: 'base64' | 'base64url' = 'base64url') {
  try {
    await writeFile(path, randomBytes(32).toString(encoding), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  return (await readFile(path, 'utf8')).trim();
}
