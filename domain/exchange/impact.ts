import type { Terms } from '#lib/terms.ts';
import { requireRole } from '../actor.ts';
import { type Ctx, clock, transact } from '../context.ts';
import { countActiveYes } from './active-yes.ts';
import { type Change, draftChanges } from './draft-changes.ts';
import { findStaffExchange } from './staff-exchange.ts';
import { asksForAnswer, standing } from './standing.ts';
import { completeTerms, missingForPublishing } from './terms.ts';
import { type Widening, widenings } from './widening.ts';

export type Impact = {
  changes: Change[];
  /** Why customers will be asked again; null while the draft is too incomplete to tell. */
  widened: Widening[] | null;
  /** What keeps the draft from being published, as field paths. */
  missing: string[];
  /** Customers whose yes counts today. */
  activeYes: number;
  /** Of these, how many must answer again once the draft is published; null while one cannot tell. */
  askedAgain: number | null;
};

/** What publishing the draft would do. Throws `not_found`. */
export async function impactOf(ctx: Ctx, slug: string): Promise<Impact> {
  requireRole(ctx.actor, 'owner', 'editor');
  const { brandId } = ctx.actor;
  return transact(ctx, async (tx) => {
    const held = await findStaffExchange(tx, brandId, slug);
    const activeYes = held.liveVersion === null ? 0 : await countActiveYes(tx, brandId, slug, clock(ctx));
    const draft = held.draft ?? held.live ?? {};
    const next = completeTerms(draft);
    const widened = next && (held.live ? widenings(held.live, next) : []);
    return {
      changes: draftChanges(held.live, draft),
      widened,
      missing: missingForPublishing(draft, held.defaultLocale),
      activeYes,
      askedAgain: widened && next && askedAgain(next, widened, activeYes),
    };
  });
}

/** How many of those who said yes must answer again: all of them or none, as `standing.ts` has it. */
export function askedAgain(next: Terms, widened: readonly Widening[], activeYes: number): number {
  if (widened.length === 0) return 0;
  const olderYes = { state: 'granted', version: 1, expiresAt: null } as const;
  const then = standing(olderYes, { basis: next.basis, askedSince: 2 }, new Date(0));
  return asksForAnswer(then, next.basis) ? activeYes : 0;
}
