import type { Command } from 'commander';
import { makeCheckpoint } from '#domain/checkpoint/make-checkpoint.ts';
import { listPublicKeys } from '#domain/signing-key/public-keys.ts';
import { rotateKey } from '#domain/signing-key/rotate-key.ts';
import { withBrand } from './brand-context.ts';
import { neededSealKey } from './command-seal-key.ts';

export function registerKeys(program: Command) {
  program
    .command('keys')
    .description('works on the keys that sign receipts and checkpoints')
    .command('rotate')
    .description('lets a new key sign from now on; what the old one signed stays checkable')
    .requiredOption('--brand <slug>', 'whose key')
    .action(rotate);
}

export function registerCheckpoint(program: Command) {
  program
    .command('checkpoint')
    .description('signs the ends of all chains of a brand now')
    .requiredOption('--brand <slug>', 'whose chains')
    .action(checkpoint);
}

async function rotate({ brand }: { brand: string }) {
  const sealKey = await neededSealKey();
  await withBrand(brand, 'mutual-keys', async (ctx) => {
    await rotateKey(ctx, sealKey);
    const keys = await listPublicKeys(ctx.db, ctx.actor.brandId);
    for (const { kid, retired } of keys)
      console.log(retired === null ? `${kid} signs now.` : `${kid} signs no more, since ${retired}.`);
  });
}

async function checkpoint({ brand }: { brand: string }) {
  const sealKey = await neededSealKey();
  await withBrand(brand, 'mutual-checkpoint', async (ctx) => {
    const { number, size, root } = await makeCheckpoint(ctx, sealKey);
    console.log(`Checkpoint ${number} is signed: ${size} customers, ${root}.`);
  });
}
