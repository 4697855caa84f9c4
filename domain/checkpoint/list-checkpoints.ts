import { and, desc, eq, lt } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { checkpoint } from '#db/schema/proof.ts';
import type { BrandId } from '../actor.ts';

export type Checkpoint = { number: number; at: Date; size: number; root: string; statement: string };

const pageSize = 30;

/** A brand's checkpoints, newest first, 30 at a time. They are public. */
export async function listCheckpoints(
  db: Db,
  brandId: BrandId,
  before?: number,
): Promise<{ checkpoints: Checkpoint[]; older: number | null }> {
  const rows = await db
    .select()
    .from(checkpoint)
    .where(
      and(eq(checkpoint.brandId, brandId), before === undefined ? undefined : lt(checkpoint.number, before)),
    )
    .orderBy(desc(checkpoint.number))
    .limit(pageSize + 1);
  const shown = rows.slice(0, pageSize).map(({ number, at, size, root, statement }) => ({
    number,
    at,
    size,
    root: root.toString('hex'),
    statement,
  }));
  return { checkpoints: shown, older: rows.length > pageSize ? (shown.at(-1)?.number ?? null) : null };
}
