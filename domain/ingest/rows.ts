import type { z } from 'zod';
import { inTurns } from '#lib/turns.ts';
import { DomainError } from '../errors.ts';
import { tryInput } from '../parse-input.ts';

/** What is wrong with one row of a call. Rows count from 0. */
export type RowFault = { row: number; field: string; fault: string };

/** How many faults are told one by one. */
const told = 100;

/** Thrown when any row is wrong: nothing of the call is stored then. */
export class RowsRefused extends DomainError {
  readonly faults: readonly RowFault[];
  readonly total: number;
  constructor(faults: readonly RowFault[]) {
    super('invalid', 'Nothing was stored, because some rows cannot be.');
    this.faults = faults.slice(0, told);
    this.total = faults.length;
  }
}

/** Parses every row. Throws RowsRefused with what is wrong with each. */
export async function parseRows<S extends z.ZodType>(
  schema: S,
  rows: readonly unknown[],
): Promise<z.output<S>[]> {
  const faults: RowFault[] = [];
  const parsed: z.output<S>[] = [];
  await inTurns(rows, (row, index) => {
    const read = tryInput(schema, row);
    if ('data' in read) parsed.push(read.data);
    else for (const [field, fault] of Object.entries(read.faults)) faults.push({ row: index, field, fault });
  });
  if (faults.length > 0) throw new RowsRefused(faults);
  return parsed;
}
