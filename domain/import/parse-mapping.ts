import type { z } from 'zod';
import { type Mapping, mappingSchema } from './mapping.ts';

/** A place in a mapping, such as `feeds.0.customer.id`, and what is wrong there, in English. */
export type MappingFault = { path: string; message: string };

/** A mapping from its text; or what is wrong with it. */
export function parseMapping(text: string): { mapping: Mapping } | { faults: MappingFault[] } {
  const parsed = mappingSchema.safeParse(jsonOf(text));
  if (parsed.success) return { mapping: parsed.data };
  return { faults: parsed.error.issues.flatMap(faultsOf) };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const faultsOf = (issue: z.core.$ZodIssue): MappingFault[] => [
  { path: issue.path.map(String).join('.'), message: issue.message },
];
