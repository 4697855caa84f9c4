import { sql } from 'drizzle-orm';
import type { Tx } from '#db/client.ts';
import { eventMapping } from '#db/schema/event.ts';
import type { BrandId } from '../actor.ts';
import type { EventMapping } from './mapping.ts';

/** Puts mappings in force, each in the place of what its events became before. */
export async function writeMappings(tx: Tx, brandId: BrandId, mappings: readonly EventMapping[]) {
  if (mappings.length === 0) return;
  await tx
    .insert(eventMapping)
    .values(mappings.map(({ type, name = '', ...rules }) => ({ brandId, type, name, rules })))
    .onConflictDoUpdate({
      target: [eventMapping.brandId, eventMapping.type, eventMapping.name],
      set: { rules: sql`excluded.rules` },
    });
}
