import { writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { Command } from 'commander';
import type { Connection } from '#db/client.ts';
import { findBrand } from '#domain/brand/queries.ts';
import { notFound } from '#domain/errors.ts';
import { folder } from '#domain/import/folder.ts';
import { mappingSchema } from '#domain/import/mapping.ts';
import { runImport } from '#domain/import/run-import.ts';
import { openDatabase } from './database.ts';
import { progressLine, reportLines, summary } from './import-report.ts';
import { readJson } from './read-json.ts';

type Options = { brand: string; data?: string; dryRun?: boolean; skipBad?: boolean; report: string };

export function registerImport(program: Command) {
  program
    .command('import <mapping>')
    .description('loads files into a brand, as a mapping says')
    .requiredOption('--brand <slug>', 'whose customers they are about')
    .option('--data <folder>', 'where the files are, if not beside the mapping')
    .option('--dry-run', 'do everything, then undo it')
    .option('--skip-bad', 'load the rest when rows are bad')
    .option('--report <file>', 'where bad rows are written, when there are any', 'import-report.ndjson')
    .action(importFiles);
}

async function importFiles(file: string, options: Options) {
  const mapping = await readJson(file, mappingSchema);
  const connection = await openDatabase('mutual-import');
  try {
    await load(connection, { mapping, open: folder(resolve(options.data ?? dirname(file))) }, options);
  } finally {
    await connection.close();
  }
}

async function load({ db }: Connection, job: Parameters<typeof runImport>[1], options: Options) {
  const brand = await findBrand(db, options.brand);
  if (!brand) throw notFound('brand');
  const actor = { kind: 'system' as const, name: 'mutual import', brandId: brand.id };
  const report = await runImport({ db, actor }, job, {
    dryRun: options.dryRun,
    skipBad: options.skipBad,
    onProgress: progressLine(process.stderr),
  });
  for (const line of summary(report)) console.log(line);
  if (report.bad.total > 0) {
    await writeFile(options.report, reportLines(report), { mode: 0o600 });
    console.log(
      `The report is in ${options.report}. It repeats cells of the files: treat it as they are treated.`,
    );
  }
  if (report.status === 'refused') process.exitCode = 2;
}
