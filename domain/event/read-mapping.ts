import type { eventMapping } from '#db/schema/event.ts';
import { type EventMapping, eventMappingSchema } from './mapping.ts';

/** A mapping as it is kept. */
export const readMapping = ({
  type,
  name,
  rules,
}: Pick<typeof eventMapping.$inferSelect, 'type' | 'name' | 'rules'>): EventMapping =>
  eventMappingSchema.parse({ ...Object(rules), type, ...(name && { name }) });
