import { and, eq, isNull, sql } from 'drizzle-orm';
import { loginKey } from '#db/schema/login-key.ts';
import { session } from '#db/schema/person.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { type Ctx, clock, transact } from '../context.ts';
import { notFound } from '../errors.ts';
import { endUnproven } from '../person/end-links.ts';
import { requireKeeper } from './require-keeper.ts';

/**
 * Ends a key, at once and for good, and with it every session and link that rests on its word alone: a stolen key lets in
 * whomever the thief names. Of one that has ended already nothing changes. Throws not_found.
 */
export async function revokeLoginKey(ctx: Ctx, kid: string): Promise<void> {
  requireKeeper(ctx.actor);
  const { brandId } = ctx.actor;
  const mine = and(eq(loginKey.brandId, brandId), eq(loginKey.kid, kid));
  await transact(ctx, async (tx) => {
    // Waits for whoever signs in by it at this moment (person/brand-sign-in.ts), so that they are signed out, too.
    const [revoked] = await tx
      .update(loginKey)
      .set({ revokedAt: clock(ctx) })
      .where(and(mine, isNull(loginKey.revokedAt)))
      .returning({ name: loginKey.name });
    if (!revoked) {
      const [held] = await tx.select({ kid: loginKey.kid }).from(loginKey).where(mine);
      if (!held) throw notFound('key');
      return;
    }
    await tx.delete(session).where(and(eq(session.throughBrand, brandId), eq(session.throughKey, kid)));
    const ofKey = sql`r.customer_id in (
      select a.customer_id from brand_account a where a.brand_id = ${brandId} and a.kid = ${kid})`;
    await endUnproven(tx, ofKey, 'unproven');
    await writeAudit(tx, ctx.actor, {
      action: 'login_key.revoked',
      subject: kid,
      details: { name: revoked.name },
    });
  });
}
