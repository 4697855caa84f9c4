import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Tx } from '#db/client.ts';
import type { CustomerId, KeyActor } from '../actor.ts';
import { requireScope } from '../api-key/require-scope.ts';
import { type Ctx, clock, transact } from '../context.ts';
import { DomainError, notFound } from '../errors.ts';
import { isOn, nextState } from '../exchange/standing.ts';
import { slugSchema } from '../input.ts';
import { appendToLedger, lockLedger } from '../ledger/append.ts';
import { evidenceSchema } from '../ledger/evidence.ts';
import { parseInput } from '../parse-input.ts';
import { type Held, readHeld } from './held.ts';
import { type Act, act, sayNo, sayYes, standsOn } from './say.ts';
import type { Chosen } from './set-choices.ts';

/** Clocks differ by so many milliseconds; what that leaves in doubt counts for the no. */
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
 * always taken, also of an exchange that was retired since. "on" only with evidence, for the version in force, made since
 * that version is there, and after everything that the customer has said of the exchange or its use; where clocks leave
 * that in doubt, the earlier word stands: then `stale`. Throws not_found, locked, invalid (a time to come, before the
 * version, or so long ago that the yes has lapsed).
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
  if (filing.madeAt && filing.madeAt.getTime() > at.getTime() + skew)
    throw new DomainError('invalid', 'madeAt is in the future.', { madeAt: 'invalid' });
  const { brandId, keyId } = actor;
  const { customerId, exchange } = target;
  return transact(ctx, async (tx) => {
    const [head, circle, isLast] = await Promise.all([
      lockLedger(tx, customerId),
      readHeld(tx, { customerId, brandId }, [exchange]),
      filing.want === 'on' ? isLastWord(tx, { actor, ...target, madeAt: filing.madeAt, at }) : true,
    ]);
    const held = circle.get(exchange);
    if (!held || (held.isRetired && filing.want === 'on')) throw notFound('exchange');
    if (standsOn(held, at) === 'locked') throw new DomainError('locked', 'This exchange cannot be switched.');
    const said = act(circle, head, at);
    if (filing.want === 'on') fileYes(said, held, filing, isLast);
    else sayNo(said, held, { version: held.liveVersion, ...elsewhere(filing) });
    const by = { kind: 'key' as const, id: keyId };
    await appendToLedger(tx, { customerId, brandId, by }, head, { entries: said.entries, locale: null, at });
    const now = said.circle.get(exchange) ?? held;
    const stands = standsOn(now, at);
    return {
      ...{ exchange, version: held.liveVersion, at, standing: stands },
      on: !held.isRetired && isOn(stands, held.basis),
      changed: said.entries.some((entry) => entry.exchange === exchange),
      seq: said.lastSeq,
    };
  });
}

export function fileYes(said: Act, held: Held, filing: Extract<Parsed, { want: 'on' }>, isLast: boolean) {
  const { at } = said;
  const { madeAt, version } = filing;
  if (version !== held.liveVersion)
    throw new DomainError('stale', 'A newer version of this exchange is in force.');
  // A filing that is sent again finds itself here, and changes nothing.
  if (nextState(standsOn(held, at), 'on', held.basis) === null) return;
  if (madeAt < held.publishedAt)
    throw new DomainError('invalid', 'madeAt is before this version was published.', { madeAt: 'invalid' });
  if (!isLast)
    throw new DomainError(
      'stale',
      'The customer has said something since madeAt, or within the five minutes by which clocks may differ.',
    );
  sayYes(said, held, { madeAt, ...elsewhere(filing) });
  const expiresAt = said.entries.at(-1)?.expiresAt;
  if (expiresAt && expiresAt <= at)
    throw new DomainError('invalid', 'Said at madeAt, this yes has lapsed.', { madeAt: 'invalid' });
}

const elsewhere = ({ madeAt, evidence }: Parsed) =>
  madeAt && evidence ? { elsewhere: { madeAt, evidence } } : {};

type Filing = {
  actor: KeyActor;
  customerId: CustomerId;
  exchange: string;
  madeAt: Date;
  at: Date;
};

/**
 * Whether something made elsewhere is later than every word of the customer in the exchange, or in any that has been about
 * its use, in force or not. Clocks differ, and that may only ever count for what was said before; but what one key filed
 * with times of its own is of one clock, which orders itself as long as it is not ahead of ours. Asked with the chain locked.
 */
async function isLastWord(tx: Tx, { actor, customerId, exchange, madeAt, at }: Filing): Promise<boolean> {
  const made = sql`${madeAt.toISOString()}::timestamptz`;
  const [row] = await tx.execute<{ is_last: boolean }>(sql`
    select not exists (
      select from ledger l
      where l.customer_id = ${customerId} and l.state <> 'expired'
        and (l.exchange = ${exchange} or l.exchange in (
          select about.exchange
          from exchange e
          join exchange_version v on v.brand_id = e.brand_id and v.exchange = e.slug and v.version = e.live_version
          join exchange_version about on about.brand_id = v.brand_id and about.category = v.category
            and about.purpose = v.purpose
          where e.brand_id = ${actor.brandId} and e.slug = ${exchange}))
        and not case
          when l.actor_kind = 'key' and l.actor_id = ${actor.keyId} and l.made_at is not null
            and ${madeAt <= at}::boolean then ${made} > l.made_at
          else ${made} - make_interval(secs => ${skew / 1000}) > l.at
        end
    ) as is_last`);
  return row?.is_last ?? false;
}
