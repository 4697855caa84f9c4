import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { connect } from '#db/client.ts';
import { startEmbedded } from '#db/embedded.ts';
import { applyDefinition } from '#domain/brand/apply-definition.ts';
import { runImport } from '#domain/import/run-import.ts';
import { benchBrand, benchMapping, csvLines, inBlocks } from './import-rows.ts';

/** Imports `gigabytes` of CSV through a pipe and tells the process's memory on the way: it must not grow. */
async function measure(gigabytes: number) {
  const place = await mkdtemp(join(tmpdir(), 'mutual-bench-'));
  await chmod(place, 0o711);
  const server = await startEmbedded(place);
  const { db, close } = connect(server.appUrl());
  const notes = 'x'.repeat(2000);
  const rows = Math.round((gigabytes * 2 ** 30) / 2100);
  const padded = function* () {
    for (const line of csvLines(rows)) yield `${line.trimEnd()},${notes}\n`;
  };
  const seen: Record<string, number>[] = [];
  try {
    const { brandId } = await applyDefinition(db, benchBrand);
    const actor = { kind: 'system' as const, name: 'bench', brandId };
    let bytes = 0;
    const report = await runImport(
      { db, actor },
      {
        mapping: benchMapping,
        open: async () => ({ stream: Readable.from(inBlocks(padded()), { objectMode: true }), size: null }),
      },
      {
        onProgress(progress) {
          if (progress.bytes < bytes) return;
          bytes += 2 ** 28;
          seen.push({ MB: Math.round(progress.bytes / 1e6), rows: progress.rows, 'RSS MB': rss() });
        },
      },
    );
    console.table(seen);
    console.log(report.status, report.feeds[0]?.rows, 'rows', report.seconds, 's; peak RSS MB', peak());
  } finally {
    await close();
    await server.stop();
    await rm(place, { recursive: true, force: true });
  }
}

const rss = () => Math.round(process.memoryUsage.rss() / 1e6);
const peak = () => Math.round((process.resourceUsage().maxRSS * 1024) / 1e6);

await measure(Number(process.argv[2] ?? 2));
