import { and, eq, isNull } from 'drizzle-orm';
import { apiKey } from '#db/schema/api.ts';
import { requireRole } from '../actor.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { type Ctx, clock, transact } from '../context.ts';
import { notFound } from '../errors.ts';
import { uuidSchema } from '../input.ts';

/** Ends a key, at once and for good. Of one that has ended already nothing changes. Throws not_found. */
export async function revokeKey(ctx: Ctx, id: string): Promise<void> {
  requireRole(ctx.actor, 'owner');
  if (!uuidSchema.safeParse(id).success) throw notFound('key');
  const mine = and(eq(apiKey.id, id), eq(apiKey.brandId, ctx.actor.brandId));
  await transact(ctx, async (tx) => {
    const [revoked] = await tx
      .update(apiKey)
      .set({ revokedAt: clock(ctx) })
      .where(and(mine, isNull(apiKey.revokedAt)))
      .returning({ prefix: apiKey.prefix, name: apiKey.name });
    if (revoked) {
      const { prefix, name } = revoked;
      await writeAudit(tx, ctx.actor, { action: 'key.revoked', subject: prefix, details: { name } });
      return;
    }
    const [held] = await tx.select({ id: apiKey.id }).from(apiKey).where(mine);
    if (!held) throw notFound('key');
  });
}
