import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { system } from '#db/schema/system.ts';
import type { SealKey } from '#lib/seal.ts';
import { requireRole } from '../actor.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { type Ctx, clock, transact } from '../context.ts';
import { slugSchema } from '../input.ts';
import { parseInput } from '../parse-input.ts';
import { holdSystem } from './held-system.ts';
import { newSecret, openSecret, sealSecret } from './secret.ts';

const schema = z.strictObject({ slug: slugSchema, seen: z.string() });

/** How long the former secret signs too, so that the system can be given the new one at leisure. */
export const overlapHours = 24;

/** Gives a system a new secret, shown this once. The former signs beside it for a day, if it can be read. Throws `stale` unless as `seen`. */
export async function rotateSecret(
  ctx: Ctx,
  key: SealKey,
  input: { slug: string; seen: string },
): Promise<{ secret: string }> {
  requireRole(ctx.actor, 'owner', 'editor');
  const { slug, seen } = parseInput(schema, input);
  const { brandId } = ctx.actor;
  const secret = newSecret();
  await transact(ctx, async (tx) => {
    const held = await holdSystem(tx, brandId, slug, seen);
    const former = openSecret(key, { brandId, slug }, held.secret) === null ? null : held.secret;
    await tx
      .update(system)
      .set({
        secret: sealSecret(key, { brandId, slug }, secret),
        previousSecret: former,
        previousUntil: former && new Date(clock(ctx).getTime() + overlapHours * 3_600_000),
      })
      .where(and(eq(system.brandId, brandId), eq(system.slug, slug)));
    await writeAudit(tx, ctx.actor, { action: 'system.rotated', subject: slug });
  });
  return { secret };
}
