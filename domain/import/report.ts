import { z } from 'zod';
import { faultCodes } from './fault.ts';

const countsSchema = z.object({ inserted: z.number(), updated: z.number(), unchanged: z.number() });

const short = z.union([z.string(), z.number()]).optional();

const badRowSchema = z.object({
  file: z.string(),
  line: z.number().nullable(),
  column: z.string().nullable(),
  value: z.string().nullable(),
  code: z.enum(faultCodes),
  wanted: short,
  found: short,
});

const feedReportSchema = z.object({
  file: z.string(),
  /** Rows read, the header not counted. */
  rows: z.number(),
  /** Left out because the mapping says so. */
  skipped: z.number(),
  /** Left out because something is wrong with them. */
  bad: z.number(),
  holdings: countsSchema,
  benefits: countsSchema,
});

/** What came of an import. A schema, because a report waits in a file for whoever uploaded. */
export const reportSchema = z.object({
  /** `refused`: something is wrong, nothing was loaded. `rehearsed`: a dry run, nothing was kept. */
  status: z.enum(['loaded', 'unchanged', 'rehearsed', 'refused']),
  feeds: z.array(feedReportSchema),
  customers: countsSchema,
  /** Changed addresses and accounts that do not let their person in before they are vouched for. */
  waiting: z.number(),
  bad: z.object({ total: z.number(), kept: z.array(badRowSchema) }),
  seconds: z.number(),
});

export type FeedReport = z.infer<typeof feedReportSchema>;
export type ImportReport = z.infer<typeof reportSchema>;

export type Progress = {
  phase: 'reading' | 'merging';
  file: string | null;
  /** Rows and bytes read so far, over all files. */
  rows: number;
  bytes: number;
  /** Of all files whose size is known. */
  size: number;
};

export const none = () => ({ inserted: 0, updated: 0, unchanged: 0 });
