import type { OpenFile } from './data-file.ts';
import type { FeedReport, Progress } from './report.ts';

/** Adds up what has been read over all files of an import. */
export function trackProgress(onProgress: ((progress: Progress) => void) | undefined) {
  const now: Progress = { phase: 'reading', file: null, rows: 0, bytes: 0, size: 0 };
  const rows = new Map<FeedReport, number>();
  return {
    open:
      (open: OpenFile): OpenFile =>
      async (name) => {
        const file = await open(name);
        now.size += file?.size ?? 0;
        return file;
      },
    bytes(bytes: number) {
      now.bytes += bytes;
    },
    tell(feed: FeedReport) {
      now.rows += feed.rows - (rows.get(feed) ?? 0);
      rows.set(feed, feed.rows);
      now.file = feed.file;
      onProgress?.({ ...now });
    },
    merging() {
      onProgress?.({ ...now, phase: 'merging', file: null });
    },
  };
}
