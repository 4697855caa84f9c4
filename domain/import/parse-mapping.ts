import { readJson, TooMuchJson } from '#lib/bounded-json.ts';
import { type Mapping, mappingSchema } from './mapping.ts';

/** A place in a mapping, such as `feeds.0.customer.id`, and what is wrong there, in English. */
export type MappingFault = { path: string; message: string };

const bounds = { bytes: 1_000_000, elements: 50_000, depth: 16 };

/** Faults that are told one by one. */
const told = 100;

/** A mapping from its text; or what is wrong with it. */
export function parseMapping(text: string): { mapping: Mapping } | { faults: MappingFault[] } {
  try {
    const read = readJson(text, bounds);
    const parsed = mappingSchema.safeParse(read.isJson ? read.value : undefined);
    if (parsed.success) return { mapping: parsed.data };
    const issues = parsed.error.issues.slice(0, told);
    return { faults: issues.map(({ path, message }) => ({ path: path.map(String).join('.'), message })) };
  } catch (error) {
    if (!(error instanceof TooMuchJson)) throw error;
    return { faults: [{ path: '', message: `has ${error.message}` }] };
  }
}
