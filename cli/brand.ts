import type { Command } from 'commander';
import { type Applied, applyDefinition, rehearseDefinition } from '#domain/brand/apply-definition.ts';
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
    .option('--dry-run', 'say what it would do, and whom it asks again, and do nothing')
    .action(apply);
}

async function apply(file: string, { dryRun = false }: { dryRun?: boolean }) {
  const definition = await readJson(file, brandDefinitionSchema);
  const { db, close } = await openDatabase();
  try {
    const applied = await (dryRun ? rehearseDefinition : applyDefinition)(db, definition);
    console.log(`The brand “${definition.slug}” is ${applied.created ? 'made' : 'up to date'}.`);
    for (const line of linesOf(applied)) console.log(`  ${line}`);
    if (dryRun) console.log('A dry run: nothing of this was done.');
    else await introduceIfAllowed(db);
  } finally {
    await close();
  }
}

function linesOf({ published, askedAgain }: Pick<Applied, 'published' | 'askedAgain'>): string[] {
  if (published.length === 0) return ['no exchange says anything new'];
  const versions = published.map(({ exchange, version, widened }) => {
    const asks = widened.length > 0 ? `, which asks again: ${widened.join(', ')}` : '';
    return `published ${exchange}, version ${version}${asks}`;
  });
  return [...versions, `customers who are asked again: ${askedAgain}`];
}
