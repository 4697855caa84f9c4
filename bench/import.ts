import { createReadStream } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import postgres from 'postgres';
import { connect } from '#db/client.ts';
import { startEmbedded } from '#db/embedded.ts';
import { applyDefinition } from '#domain/brand/apply-definition.ts';
import { idKeyOf } from '#domain/brand/queries.ts';
import { folder } from '#domain/import/folder.ts';
import { runImport } from '#domain/import/run-import.ts';
import { benchBrand, benchMapping, copyColumns, copyLines, csvLines, writeLines } from './import-rows.ts';

export type ImportBench = { rows: number; copy: number; import: number; again: number; ratio: number };

/**
 * Import rows/s against a raw COPY of the same rows into the same table, with its keys and indexes, by turns on one
 * server. COPY runs as the owner (it does not work under row security) from a file that is ready to send.
 */
export async function benchImport(rows = 300_000, rounds = 3): Promise<ImportBench> {
  const place = await mkdtemp(join(tmpdir(), 'mutual-bench-'));
  await chmod(place, 0o711);
  const server = await startEmbedded(place);
  const owner = postgres(server.ownerUrl(), { max: 1, onnotice: () => {} });
  const { db, close } = connect(server.appUrl());
  try {
    const { brandId } = await applyDefinition(db, benchBrand);
    const idKey = await idKeyOf(db, brandId);
    await writeLines(join(place, 'rows.csv'), csvLines(rows));
    await writeLines(join(place, 'rows.copy'), copyLines(rows, brandId, idKey));
    const clean = () => owner`truncate holding, holding_tally, customer`.then(() => owner`checkpoint`);
    const rawCopy = async () => {
      const into = await owner.unsafe(`copy holding (${copyColumns}) from stdin`).writable();
      await pipeline(createReadStream(join(place, 'rows.copy')), into);
    };
    const importAll = async () => {
      const actor = { kind: 'system' as const, name: 'bench', brandId };
      await runImport({ db, actor }, { mapping: benchMapping, open: folder(place) });
    };
    const best = { copy: 0, import: 0, again: 0 };
    for (let round = 0; round < rounds; round++) {
      await clean();
      best.copy = Math.max(best.copy, await speed(rows, rawCopy));
      await clean();
      best.import = Math.max(best.import, await speed(rows, importAll));
      best.again = Math.max(best.again, await speed(rows, importAll));
    }
    return { rows, ...best, ratio: best.import / best.copy };
  } finally {
    await close();
    await owner.end({ timeout: 5 });
    await server.stop();
    await rm(place, { recursive: true, force: true });
  }
}

async function speed(rows: number, work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return Math.round((rows * 1000) / (performance.now() - started));
}

if (import.meta.main) console.table(await benchImport());
