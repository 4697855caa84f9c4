import type { Fault } from './fault.ts';

/** No row is longer than this, in bytes with all that stands between its cells: memory stays flat whatever the file holds. */
export const longestLine = 2_000_000;

/** Cells of a row, or values and names of an object. */
export const widestRow = 2_000;

/** What takes the rows of one file. */
export type RowSink = {
  /** The columns that are read, for a format whose rows name them. */
  wanted: readonly string[];
  /** Hears the columns there are, before the first row. Throws FileFault when one is missing. */
  start: (columns: readonly string[]) => void;
  row: (cells: readonly string[], line: number) => void;
  bad: (line: number, fault: Fault) => void;
  /** Called between chunks: the place to wait for what is slower than reading. */
  rest: () => Promise<void> | void;
};
