import type { BadRow } from './fault.ts';
import type { Counts } from './merge-rows.ts';

export type FeedReport = {
  file: string;
  /** Rows read, the header not counted. */
  rows: number;
  /** Left out because the mapping says so. */
  skipped: number;
  /** Left out because something is wrong with them. */
  bad: number;
  holdings: Counts;
  benefits: Counts;
};

export type ImportReport = {
  /** `refused`: something is wrong, nothing was loaded. `rehearsed`: a dry run, nothing was kept. */
  status: 'loaded' | 'unchanged' | 'rehearsed' | 'refused';
  feeds: FeedReport[];
  customers: Counts;
  bad: { total: number; kept: BadRow[] };
  seconds: number;
};

export type Progress = {
  phase: 'reading' | 'merging';
  file: string | null;
  /** Rows and bytes read so far, over all files. */
  rows: number;
  bytes: number;
  /** Of all files whose size is known. */
  size: number;
};

export const none = (): Counts => ({ inserted: 0, updated: 0, unchanged: 0 });
