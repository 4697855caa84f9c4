import type { Tx } from '#db/client.ts';
import type { CategoryTerms, PurposeTerms } from '#lib/terms.ts';
import { fingerprint } from '../fingerprint.ts';
import { countAskedAgain } from './active-yes.ts';
import type { Names } from './names.ts';
import { findRenewals, type Renewal } from './renewals.ts';

/** What calling something otherwise does, in numbers. */
export type Effect = {
  /** Exchanges that get a new version. */
  exchanges: number;
  /** Customers whose yes counts today, and must be given again. */
  askedAgain: number;
};

/** Done; or not before it is confirmed: `token` stands for just this change and what it does. */
export type Renamed = Effect & ({ done: true } | { done: false; token: string });

type Renaming = { renewals: Renewal[]; effect: Effect; token: string; isConfirmed: boolean };

/**
 * Weighs calling a category or a purpose what `terms` say, as `names` already has it: each exchange in force that stands
 * on it needs a new version. What changes none needs no confirmation.
 */
export async function weighRenaming(
  tx: Tx,
  names: Names,
  terms: CategoryTerms | PurposeTerms,
  { now, confirmed }: { now: Date; confirmed?: string },
): Promise<Renaming> {
  const renewals = await findRenewals(tx, names);
  const askedAgain = await countAskedAgain(tx, names.brandId, renewals, now);
  const versions = renewals.map(({ slug, version, widened }) => ({ slug, version, widened }));
  const token = fingerprint({ terms, versions });
  const effect = { exchanges: renewals.length, askedAgain };
  return { renewals, effect, token, isConfirmed: renewals.length === 0 || confirmed === token };
}
