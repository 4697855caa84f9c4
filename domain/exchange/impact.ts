import { requireRole } from '../actor.ts';
import { type Ctx, clock, transact } from '../context.ts';
import { asksAgain, countActiveYes } from './active-yes.ts';
import { type Change, draftChanges } from './draft-changes.ts';
import { meaningOf, readNames } from './names.ts';
import { findStaffExchange, type StaffExchange } from './staff-exchange.ts';
import { completeTerms, missingForPublishing } from './terms.ts';
import { type Said, type Widening, widenings } from './widening.ts';

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
    const names = await readNames(tx, brandId);
    const widened = next && widenedBy(held, { terms: next, meaning: meaningOf(names, next) });
    return {
      changes: draftChanges(held.live, draft),
      widened,
      missing: missingForPublishing(draft, held.defaultLocale),
      activeYes,
      askedAgain: widened && next && (asksAgain(next, widened) ? activeYes : 0),
    };
  });
}

const widenedBy = ({ live, meaning }: StaffExchange, next: Said) =>
  live && meaning ? widenings({ terms: live, meaning }, next) : [];
