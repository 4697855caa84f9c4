import type { Command } from 'commander';
import { continueCopy } from '#domain/checkpoint/witness.ts';
import { readCopy, writeCopy } from './copy-file.ts';
import { seePortal } from './see-portal.ts';
import { witnessFinding } from './witness-words.ts';

type Options = { brand: string; from: string; into: string; operator?: string };

export function registerWitness(checkpoint: Command) {
  checkpoint
    .command('witness')
    .description(
      'keeps a copy of what a brand has signed, from its public pages; for a machine that is not the portal’s',
    )
    .requiredOption('--from <url>', 'where the portal is, such as https://portal.example')
    .requiredOption('--into <file>', 'the copy: made if it is not there, else continued')
    .option('--operator <x>', 'the portal’s own key as “keys operator” prints it, once you have compared it')
    // `--brand` is the parent command's, and is taken by it wherever it stands.
    .action((_, command: Command) => witness(command.optsWithGlobals<Options>()));
}

async function witness({ brand: slug, from, into, operator }: Options) {
  const kept = await readCopy(into);
  const seen = await seePortal(from, slug, kept?.checkpoints.length ?? 0);
  if (seen === null) {
    if (kept === null) throw new Error(`${from} has no brand “${slug}”.`);
    return fail(into, slug, { why: 'gone' });
  }
  const start = {
    ...{ format: 'mutual-witness' as const, portal: new URL(from).origin, brand: seen.brand, slug },
    ...{ operator: operator ?? seen.operator, keys: [], checkpoints: [] },
  };
  const next = await continueCopy(kept ?? start, seen, kept === null ? undefined : operator);
  if (!next.ok) return fail(into, slug, next.finding);
  await writeCopy(into, next.copy, kept);
  if (kept === null)
    console.log(`A copy begins. Compare the portal’s own key with “keys operator” there: ${seen.operator}`);
  console.log(
    `${next.copy.checkpoints.length} checkpoints of “${slug}” are kept, ${next.added} of them new.`,
  );
}

function fail(into: string, slug: string, finding: Parameters<typeof witnessFinding>[0]) {
  console.error(`What “${slug}” has signed does not continue ${into}, which is left as it was:`);
  console.error(`  ${witnessFinding(finding)}`);
  process.exitCode = 2;
}
