import type { eventMapping } from '#db/schema/event.ts';
import { fingerprint } from '../fingerprint.ts';
import { type EventMapping, eventMappingSchema } from './mapping.ts';

/** A mapping as it is kept. */
export const readMapping = ({
  type,
  name,
  rules,
}: Pick<typeof eventMapping.$inferSelect, 'type' | 'name' | 'rules'>): EventMapping =>
  eventMappingSchema.parse({ ...Object(rules), type, ...(name && { name }) });

/** Names the rules that someone has seen. */
export const seenOf = (rules: unknown): string => fingerprint({ rules: rules ?? null });
