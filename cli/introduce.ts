import { connect, type Db } from '#db/client.ts';
import { introduceKeys } from '#domain/signing-key/introduce-keys.ts';
import { listKeyless } from '#domain/signing-key/list-keyless.ts';
import { env } from '#lib/env.ts';
import { sealKeyFrom } from '#lib/seal.ts';
import { embeddedSecret } from './command-seal-key.ts';
import { borrowEmbedded } from './database.ts';

/** Gives every brand that has no key one, as the owner of the database. */
export async function introduce(ownerUrl: string, secret: string): Promise<void> {
  const { db, close } = connect(ownerUrl, { max: 1, name: 'mutual-keys' });
  try {
    const brands = await introduceKeys(db, sealKeyFrom(secret));
    if (brands.length > 0) console.log(`Keys that sign: introduced for ${brands.join(', ')}.`);
  } finally {
    await close();
  }
}

/** After a brand was made: where this command can be the owner it gives the brand a key, else it says who can. */
export async function introduceIfAllowed(db: Db): Promise<void> {
  const keyless = await listKeyless(db);
  if (keyless.length === 0) return;
  const secret = env.AUTH_SECRET ?? (await embeddedSecret());
  if (env.DATABASE_OWNER_URL && secret) return introduce(env.DATABASE_OWNER_URL, secret);
  if (env.DATABASE_URL || !secret)
    return console.log(
      `  no key signs yet for ${keyless.join(', ')}: DATABASE_OWNER_URL=… AUTH_SECRET=… npm run mutual -- migrate`,
    );
  const server = await borrowEmbedded('mutual-keys');
  await introduce(server.ownerUrl(), secret);
  await server.giveBack();
}
