import type { Command } from 'commander';
import { applyDefinition } from '#domain/brand/apply-definition.ts';
import { brandDefinitionSchema } from '#domain/brand/definition.ts';
import { openDatabase } from './database.ts';
import { introduceIfAllowed } from './introduce.ts';
import { readJson } from './read-json.ts';

export function registerBrand(program: Command) {
  program
    .command('brand')
    .description('works on a brand')
    .command('apply <file>')
    .description('makes a brand what its definition says, or brings it up to date')
    .action(apply);
}

async function apply(file: string) {
  const definition = await readJson(file, brandDefinitionSchema);
  const { db, close } = await openDatabase();
  try {
    const { created, published } = await applyDefinition(db, definition);
    console.log(`The brand “${definition.slug}” is ${created ? 'made' : 'up to date'}.`);
    for (const { exchange, version } of published) console.log(`  published ${exchange}, version ${version}`);
    if (published.length === 0) console.log('  no exchange has new terms');
    await introduceIfAllowed(db);
  } finally {
    await close();
  }
}
