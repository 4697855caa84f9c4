import { z } from 'zod';
import { signalLevel } from '#lib/terms.ts';
import { requireCustomer } from '../actor.ts';
import { type Ctx, clock, transact } from '../context.ts';
import { DomainError, notFound } from '../errors.ts';
import { isOn, nextState, type Standing } from '../exchange/standing.ts';
import { slugSchema } from '../input.ts';
import { appendToLedger, lockLedger } from '../ledger/append.ts';
import { parseInput } from '../parse-input.ts';
import { type Circle, type Held, readHeld } from './held.ts';
import { type Act, act, decidingSeq, sayNo, sayYes, standsOn } from './say.ts';

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
type Wish = Wishes['wishes'][number];

export type Chosen = {
  exchange: string;
  standing: Standing;
  on: boolean;
  version: number;
  /** The ledger entry that decides where the customer stands on it; 0 when there is none. */
  seq: number;
  changed: boolean;
  at: Date;
};

/**
 * Sets exchanges on or off for the acting customer, all in one transaction or none.
 * "off" is taken at whichever version and entry it was said, also where the exchange was retired since; it turns off all
 * that is on for the same use. "on" only at the live version, because a yes covers what was read, and at the last choice,
 * because a page that does not show a no cannot lift it. What is so already changes nothing.
 * A yes that stands is said anew when it now knows of the browser's privacy signal (object-by-signal.ts), so that it is
 * not asked about again.
 * Gives what was asked about, in that order, then what else is on or off by it.
 * Throws not_found (no such exchange here), stale (a newer version is live, or something was chosen since the page was
 * drawn), locked (not the customer's to switch).
 */
export async function setChoices(ctx: Ctx, input: Wishes): Promise<Chosen[]> {
  const { actor } = ctx;
  requireCustomer(actor);
  const { wishes, locale, signal = false } = parseInput(wishesSchema, input);
  const at = clock(ctx);
  return transact(ctx, async (tx) => {
    const slugs = wishes.map((wish) => wish.exchange);
    const [head, circle] = await Promise.all([
      lockLedger(tx, actor.customerId, actor.personId),
      readHeld(tx, actor, slugs),
    ]);
    const said = choose({ wishes, signal }, circle, head, at);
    const { customerId, brandId, personId } = actor;
    const acting = { customerId, brandId, by: { kind: actor.kind, id: personId } };
    await appendToLedger(tx, acting, head, { entries: said.entries, locale, at });
    return outcomes(wishes, circle, said);
  });
}

/** What some wishes come to, by how things stand. */
export function choose(
  { wishes, signal }: { wishes: readonly Wish[]; signal: boolean },
  circle: Circle,
  head: { seq: number },
  at: Date,
): Act {
  const said = act(circle, head, at);
  for (const wish of wishes) requirePossible(wish, circle.get(wish.exchange), at);
  const wantedOn = new Set(wishes.flatMap(({ want, exchange }) => (want === 'on' ? [exchange] : [])));
  // A no before a yes: what is turned on in the same breath stays on. And first to what is on, the rest has it then.
  const noes = wishes.filter(({ want }) => want === 'off');
  for (const { exchange, version } of noes.toSorted((one, other) => rank(one) - rank(other)))
    sayNo(said, of(said.circle, exchange), { version }, wantedOn);
  const before = new Map(said.circle);
  for (const wish of wishes) {
    if (wish.want === 'off') continue;
    const drawn = decidingSeq(of(circle, wish.exchange));
    turnOn(said, wish, { held: of(before, wish.exchange), signal, drawn, wantedOn });
  }
  return said;

  function rank({ exchange }: Wish) {
    const held = of(circle, exchange);
    return isOn(standsOn(held, at), held.basis) ? 0 : 1;
  }
}

function of(circle: Circle, exchange: string): Held {
  const held = circle.get(exchange);
  if (!held) throw notFound('exchange');
  return held;
}

function requirePossible(wish: Wish, held: Held | undefined, at: Date) {
  if (!held || (held.isRetired && wish.want === 'on')) throw notFound('exchange');
  if (wish.version > held.liveVersion || (wish.want === 'on' && wish.version !== held.liveVersion))
    throw new DomainError('stale', 'A newer version of this exchange is in force.');
  if (standsOn(held, at) === 'locked') throw new DomainError('locked', 'This exchange cannot be switched.');
}

type Turning = { held: Held; signal: boolean; drawn: number; wantedOn: ReadonlySet<string> };

function turnOn(said: Act, wish: Wish, { held, signal, drawn, wantedOn }: Turning) {
  const from = standsOn(held, said.at);
  const knowing = signal && held.level === signalLevel;
  const unsaid = knowing && from === 'granted' && !held.bySignal;
  if (!unsaid && nextState(from, 'on', held.basis) === null) return;
  if (wish.seq !== undefined && wish.seq !== drawn)
    throw new DomainError('stale', 'Something was chosen since this page was drawn.');
  sayYes(said, held, knowing ? { source: 'gpc' } : {}, wantedOn);
}

function outcomes(wishes: readonly Wish[], before: Circle, { circle, entries, at }: Act): Chosen[] {
  const written = new Set(entries.map(({ exchange }) => exchange));
  const asked = new Set(wishes.map(({ exchange }) => exchange));
  const others = [...circle.values()].filter(
    (held) => !asked.has(held.exchange) && isOnNow(held) !== isOnNow(of(before, held.exchange)),
  );
  const meant = [
    ...wishes,
    ...others.map(({ exchange, liveVersion }) => ({ exchange, version: liveVersion })),
  ];
  return meant.map(({ exchange, version }) => {
    const held = of(circle, exchange);
    const changed = written.has(exchange);
    const [stands, on, seq] = [standsOn(held, at), isOnNow(held), decidingSeq(held)];
    return { exchange, version, standing: stands, on, seq, changed, at };
  });

  function isOnNow(held: Held) {
    return !held.isRetired && isOn(standsOn(held, at), held.basis);
  }
}
