import type { Command } from 'commander';
import { makeCheckpoint } from '#domain/checkpoint/make-checkpoint.ts';
import { withBrand } from './brand-context.ts';
import { neededSealKey } from './command-seal-key.ts';
import { registerWitness } from './witness.ts';

export function registerCheckpoint(program: Command) {
  const command = program
    .command('checkpoint')
    .description('signs the ends of all chains of a brand now')
    .requiredOption('--brand <slug>', 'whose chains')
    .action(checkpoint);
  registerWitness(command);
}

async function checkpoint({ brand }: { brand: string }) {
  const sealKey = await neededSealKey();
  await withBrand(brand, 'mutual-checkpoint', async (ctx) => {
    const { number, size, root } = await makeCheckpoint(ctx, sealKey);
    console.log(`Checkpoint ${number} is signed: ${size} customers, ${root}.`);
  });
}
