import type { Command } from 'commander';
import { adoptKey } from '#domain/signing-key/adopt-key.ts';
import { operatorOf } from '#domain/signing-key/operator.ts';
import { type KnownKey, listPublicKeys } from '#domain/signing-key/public-keys.ts';
import { rotateKey } from '#domain/signing-key/rotate-key.ts';
import { env } from '#lib/env.ts';
import { sealKeyFrom } from '#lib/seal.ts';
import { withBrandAsOwner } from './brand-context.ts';
import { neededSealKey } from './command-seal-key.ts';

export function registerKeys(program: Command) {
  const keys = program
    .command('keys')
    .description('works on the keys that sign receipts and checkpoints (as the owner of the database)');
  keys
    .command('rotate')
    .description('lets a new key sign from now on; what the old one signed stays checkable')
    .requiredOption('--brand <slug>', 'whose key')
    .action(rotate);
  keys
    .command('adopt <kid>')
    .description('takes over a key that another AUTH_SECRET sealed, once you have compared it with a copy')
    .requiredOption('--brand <slug>', 'whose key')
    .action(adopt);
  keys
    .command('operator')
    .description(
      'prints the public half of the portal’s own key, which introduces the others: keep a copy outside',
    )
    .action(operator);
}

async function rotate({ brand }: { brand: string }) {
  const sealKey = await neededSealKey();
  const before = env.AUTH_SECRET_BEFORE === undefined ? undefined : sealKeyFrom(env.AUTH_SECRET_BEFORE);
  await withBrandAsOwner(brand, 'mutual-keys', async (ctx) => {
    await rotateKey(ctx, sealKey, before);
    tell(await listPublicKeys(ctx.db, sealKey, ctx.actor.brandId));
  });
}

async function adopt(kid: string, { brand }: { brand: string }) {
  const sealKey = await neededSealKey();
  await withBrandAsOwner(brand, 'mutual-keys', async (ctx) => {
    await adoptKey(ctx, sealKey, kid);
    tell(await listPublicKeys(ctx.db, sealKey, ctx.actor.brandId));
  });
}

function tell(keys: readonly KnownKey[]) {
  for (const { kid, x, retired, found } of keys) {
    console.log(retired === null ? `${kid} signs now.` : `${kid} signs no more, since ${retired}.`);
    if (found !== null)
      console.log(`  Taken on trust. Compare its public half with a copy of jwks.json from outside: ${x}`);
  }
}

async function operator() {
  const { kid, x } = operatorOf(await neededSealKey());
  console.log(JSON.stringify({ kid, x }));
}
