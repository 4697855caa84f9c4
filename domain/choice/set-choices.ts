import { z } from 'zod';
import { signalLevel } from '#lib/terms.ts';
import { requireCustomer } from '../actor.ts';
import { type Ctx, clock, transact } from '../context.ts';
import { DomainError, notFound } from '../errors.ts';
import { isOn, nextState, type Standing, standing } from '../exchange/standing.ts';
import { slugSchema } from '../input.ts';
import { appendToLedger, lockLedger } from '../ledger/append.ts';
import type { Entry } from '../ledger/link.ts';
import { parseInput } from '../parse-input.ts';
import { type Held, lapse, readHeld } from './held.ts';

export const wishesSchema = z.strictObject({
  wishes: z
    .array(
      z.strictObject({
        exchange: slugSchema,
        /** The wanted state, never "flip": saying it twice changes nothing. */
        want: z.enum(['on', 'off']),
        /** The exchange version that the customer was shown. */
        version: z.number().int().positive(),
        /** The ledger entry of the last choice about it that the customer was shown, 0 for none; missing where nothing was shown. */
        seq: z.number().int().nonnegative().optional(),
      }),
    )
    .min(1)
    .max(200)
    // Both would be judged by how things stood before: the first could win where the last was acknowledged.
    .refine((wishes) => new Set(wishes.map((wish) => wish.exchange)).size === wishes.length),
  locale: z.string().max(35).nullable(),
  /** The browser sends its privacy signal: a yes to pass data on is then said knowing it. */
  signal: z.boolean().optional(),
});

export type Wishes = z.infer<typeof wishesSchema>;

export type Chosen = {
  exchange: string;
  standing: Standing;
  on: boolean;
  version: number;
  /** The ledger entry of the last choice about it; 0 when there is none. */
  seq: number;
  changed: boolean;
  at: Date;
};

/**
 * Sets exchanges on or off for the acting customer, all in one transaction or none.
 * "off" is taken at whichever version and entry it was said; "on" only at the live version, because a yes covers what was
 * read, and at the last choice, because a page that does not show a no cannot lift it. What is so already changes nothing.
 * A yes that stands is said anew when it now knows of the browser's privacy signal (object-by-signal.ts), so that it is
 * not asked about again.
 * Throws not_found (no such exchange here), stale (a newer version is live, or something was chosen since the page was
 * drawn), locked (not the customer's to switch).
 */
export async function setChoices(ctx: Ctx, input: Wishes): Promise<Chosen[]> {
  const { actor } = ctx;
  requireCustomer(actor);
  const { wishes, locale, signal = false } = parseInput(wishesSchema, input);
  const at = clock(ctx);
  return transact(ctx, async (tx) => {
    const [head, held] = await Promise.all([
      lockLedger(tx, actor.customerId, actor.personId),
      readHeld(
        tx,
        actor,
        wishes.map((wish) => wish.exchange),
      ),
    ]);
    const outcomes = wishes.map((wish) => decide(wish, held.get(wish.exchange), { at, signal }));
    const entries = outcomes.flatMap(({ entry }) => (entry ? [entry] : []));
    const { customerId, brandId, personId } = actor;
    const acting = { customerId, brandId, by: { kind: actor.kind, id: personId } };
    await appendToLedger(tx, acting, head, { entries, locale, at });
    let { seq } = head;
    return outcomes.map(({ chosen, entry }) => (entry ? { ...chosen, seq: ++seq } : chosen));
  });
}

function decide(
  wish: Wishes['wishes'][number],
  held: Held | undefined,
  { at, signal }: { at: Date; signal: boolean },
): { chosen: Chosen; entry?: Entry } {
  if (!held) throw notFound('exchange');
  const { version } = wish;
  if (version > held.liveVersion || (wish.want === 'on' && version !== held.liveVersion))
    throw new DomainError('stale', 'A newer version of this exchange is in force.');
  const from = standing(held.choice, held, at);
  if (from === 'locked') throw new DomainError('locked', 'This exchange cannot be switched.');
  const knowing = signal && wish.want === 'on' && held.level === signalLevel;
  const unsaid = knowing && from === 'granted' && !held.bySignal;
  const state = unsaid ? 'granted' : nextState(from, wish.want, held.basis);
  const chosen = { exchange: wish.exchange, version, seq: held.seq, at };
  if (state !== null && wish.want === 'on' && wish.seq !== undefined && wish.seq !== held.seq)
    throw new DomainError('stale', 'Something was chosen since this page was drawn.');
  if (state === null)
    return { chosen: { ...chosen, standing: from, on: isOn(from, held.basis), changed: false } };
  const expiresAt = state === 'granted' ? lapse(at, held.lapsesAfterDays) : null;
  return {
    chosen: { ...chosen, standing: state, on: isOn(state, held.basis), changed: true },
    entry: { exchange: wish.exchange, version, from, state, expiresAt, ...(knowing && { source: 'gpc' }) },
  };
}
