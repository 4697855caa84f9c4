import type { z } from 'zod';
import { DomainError } from './errors.ts';

/** What can be wrong with a field, as a word that each entry puts into the reader's language. */
export type FieldFault =
  | 'required'
  | 'too_long'
  | 'too_short'
  | 'invalid'
  | 'unknown'
  | 'taken'
  | 'fixed'
  | 'last_owner'
  /** It takes another hand than the actor's own. */
  | 'own'
  | 'private';

/** Parses what a caller sent. Throws `invalid` with a fault for each dotted path. */
export function parseInput<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const read = tryInput(schema, input);
  if ('faults' in read) throw invalid(read.faults);
  return read.data;
}

/** Faults that are told of one input. */
const told = 100;

/** The same for who has a next input to look at. */
export function tryInput<S extends z.ZodType>(
  schema: S,
  input: unknown,
): { data: z.output<S> } | { faults: Record<string, FieldFault> } {
  const parsed = schema.safeParse(input, { reportInput: true });
  if (parsed.success) return { data: parsed.data };
  const issues = parsed.error.issues.slice(0, told);
  return { faults: Object.fromEntries(issues.map((issue) => [path(issue), fault(issue)])) };
}

export const invalid = (fields: Record<string, FieldFault>) =>
  new DomainError('invalid', `Not usable: ${Object.keys(fields).join(', ')}.`, fields);

const path = (issue: z.core.$ZodIssue) => issue.path.map(String).join('.');

function fault(issue: z.core.$ZodIssue): FieldFault {
  if (isBlank(issue.input)) return 'required';
  if (issue.code === 'custom' && issue.params?.fault === 'taken') return 'taken';
  if (issue.code === 'too_big') return 'too_long';
  if (issue.code === 'too_small') return issue.minimum === 1 ? 'required' : 'too_short';
  return 'invalid';
}

function isBlank(input: unknown): boolean {
  if (input === undefined || input === '') return true;
  return typeof input === 'object' && input !== null && Object.keys(input).length === 0;
}
