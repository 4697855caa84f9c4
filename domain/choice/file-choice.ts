import { z } from 'zod';
import type { CustomerId, KeyActor } from '../actor.ts';
import { requireScope } from '../api-key/require-scope.ts';
import { type Ctx, clock, transact } from '../context.ts';
import { DomainError, notFound } from '../errors.ts';
import { isOn, nextState, standing } from '../exchange/standing.ts';
import { slugSchema } from '../input.ts';
import { appendToLedger, lockLedger } from '../ledger/append.ts';
import { evidenceSchema } from '../ledger/evidence.ts';
import { invalid, parseInput } from '../parse-input.ts';
import { type Held, lapse, readHeld } from './held.ts';
import type { Chosen } from './set-choices.ts';

/** Clocks differ: a choice made so many milliseconds from now is still one of the past. */
const skew = 300_000;

/** Earlier years come back from the database as others, and the ledger could not be checked any more. */
const firstYear = 1000;

const made = {
  /** When the customer said it, elsewhere. */
  madeAt: z.iso
    .datetime({ offset: true })
    .transform((text) => new Date(text))
    .refine((at) => at.getUTCFullYear() >= firstYear),
  evidence: evidenceSchema,
};

export const filingSchema = z.discriminatedUnion('want', [
  z.strictObject({
    want: z.literal('on'),
    /** The version that the customer was shown. */
    version: z.number().int().positive().max(2_147_483_647),
    ...made,
  }),
  z
    .strictObject({
      want: z.literal('off'),
      madeAt: made.madeAt.optional(),
      evidence: made.evidence.optional(),
    })
    .refine(({ madeAt, evidence }) => !madeAt === !evidence, { path: ['evidence'] }),
]);

type Parsed = z.output<typeof filingSchema>;

export type Filed = Omit<Chosen, 'seq'> & {
  /** The newest entry of the customer's ledger. */
  seq: number;
};

/**
 * Withdraws on a customer's behalf, or files what they said elsewhere, with where and when (invariant 4). "off" is
 * always taken. "on" only with evidence, for the version in force, and never over something the customer has said
 * since: then `stale`. Throws not_found, locked, invalid (a time to come, or so long ago that the yes has lapsed).
 */
export async function fileChoice(
  ctx: Ctx,
  target: { customerId: CustomerId; exchange: string },
  input: unknown,
): Promise<Filed> {
  const { actor } = ctx;
  requireScope(actor, 'choices');
  const filing = parseInput(filingSchema, input);
  if (!slugSchema.safeParse(target.exchange).success) throw notFound('exchange');
  const at = clock(ctx);
  if (filing.madeAt && filing.madeAt.getTime() > at.getTime() + skew) throw invalid({ madeAt: 'invalid' });
  const { brandId } = actor;
  const { customerId, exchange } = target;
  return transact(ctx, async (tx) => {
    const [head, held] = await Promise.all([
      lockLedger(tx, customerId),
      readHeld(tx, { customerId, brandId }, [exchange]),
    ]);
    const terms = held.get(exchange);
    if (!terms) throw notFound('exchange');
    const { from, state, version } = decide(filing, terms, at);
    const chosen = { exchange, version, at };
    if (state === null)
      return { ...chosen, standing: from, on: isOn(from, terms.basis), changed: false, seq: head.seq };
    const { madeAt, evidence } = filing;
    const expiresAt = state === 'granted' && madeAt ? lapse(madeAt, terms.lapsesAfterDays) : null;
    if (expiresAt && expiresAt <= at) throw invalid({ madeAt: 'invalid' });
    const elsewhere = madeAt && evidence ? { evidence, madeAt } : undefined;
    const entry = { exchange, version, from, state, expiresAt, elsewhere };
    await appendToLedger(tx, acting(actor, customerId), head, { entries: [entry], locale: null, at });
    return { ...chosen, standing: state, on: isOn(state, terms.basis), changed: true, seq: head.seq + 1 };
  });
}

const acting = ({ brandId, keyId }: KeyActor, customerId: CustomerId) => ({
  customerId,
  brandId,
  by: { kind: 'key' as const, id: keyId },
});

function decide(filing: Parsed, held: Held, at: Date) {
  const from = standing(held.choice, held, at);
  if (from === 'locked') throw new DomainError('locked', 'This exchange cannot be switched.');
  if (filing.want === 'on' && filing.version !== held.liveVersion)
    throw new DomainError('stale', 'A newer version of this exchange is in force.');
  const state = nextState(from, filing.want, held.basis);
  // A filing that is sent again finds itself here, and changes nothing.
  const overtaken = filing.want === 'on' && held.chosenAt !== null && filing.madeAt <= held.chosenAt;
  if (state !== null && overtaken) throw new DomainError('stale', 'The customer has said something since.');
  return { from, state, version: held.liveVersion };
}
