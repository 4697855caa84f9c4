import { sql } from 'drizzle-orm';
import type { Tx } from '#db/client.ts';
import type { SealKey } from '#lib/seal.ts';
import type { BrandId, SystemActor } from '../actor.ts';
import { idKeyOf } from '../brand/queries.ts';
import { type Ctx, clock, transact } from '../context.ts';
import { DomainError } from '../errors.ts';
import { type BadExchange, findBadExchange, type Publication } from '../exchange/catalogue.ts';
import { findStrayedMove } from '../exchange/compare-moves.ts';
import { findBroughtBack } from '../exchange/compare-retired.ts';
import { findStrayedDeliveries, type StrayedDelivery } from '../ledger/compare-deliveries.ts';
import { type BadKey, findBadKey } from '../signing-key/check-keys.ts';
import { readBrandNow } from './brand-now.ts';
import { type BadCustomer, findBadCustomer } from './compare-customer.ts';
import { type BadDecision, findBadDecisions } from './compare-decisions.ts';
import { findUnlikeCopy } from './compare-witness.ts';
import { type Rule, ruleOf } from './rule.ts';
import { type BadCheckpoint, verifyCheckpoints } from './verify-checkpoints.ts';
import { type Walked, walkCustomers } from './walk-customers.ts';
import type { Copy, WitnessFinding } from './witness.ts';

/** Something that is not as it was written. */
export type Finding =
  | BadCustomer
  | BadDecision
  | ({ in: 'key' } & BadKey)
  | ({ in: 'exchange' } & BadExchange)
  | ({ in: 'delivery' } & StrayedDelivery)
  | ({ in: 'checkpoint' } & BadCheckpoint)
  | ({ in: 'witness' } & WitnessFinding);

export type BrandCheck = {
  customers: number;
  entries: number;
  checkpoints: number;
  /** When the newest of them was made: what came since, nothing has signed. */
  newest: Date | null;
  /** None: everything is as it was written. Of one kind so many at most, and `more` says that there are others. */
  findings: Finding[];
  more: boolean;
  /** Keys that the portal takes on trust, and since when: compare their public halves with a copy from outside. */
  found: { kid: string; since: string }[];
  /** Without the seal key: the portal's key that has signed the log of keys, to be compared with a copy from outside. */
  unvouched: string | null;
};

/** How many findings of one kind are told. */
const most = 20;

/** Customers whose decisions are asked for at once. */
const batch = 2_000;

/** The kinds in which they are told. */
const place: Record<Finding['in'], number> = {
  ...{ witness: 0, ledger: 1, customer: 2, key: 3, exchange: 4, checkpoint: 5 },
  ...{ choice: 6, use: 7, decision: 8, delivery: 9 },
};

/**
 * Walks everything that a brand has in its ledger and has signed over it, as of one moment: follows each customer's entries
 * to where they lead, and compares with what is kept of it and with what `decide()` answers, whoever chooses meanwhile.
 * `copy`: what was kept outside, to compare with. Needs two connections. `docs/ledger.md` says what this finds, and what only a copy kept elsewhere can show.
 */
export async function verifyBrand(
  ctx: Ctx<SystemActor>,
  sealKey: SealKey | null,
  copy: Copy | null = null,
): Promise<BrandCheck> {
  const { brandId, kind } = ctx.actor;
  if (kind !== 'system') throw new DomainError('forbidden', 'This is for the command line.');
  const at = clock(ctx);
  return transact(ctx, async (tx) => {
    const snapshot = await standStill(tx);
    const now = await readBrandNow(tx, brandId);
    const { log, publications } = now;
    const findings = new Findings();
    findings.add(await findBadOffers(tx, brandId, publications));
    const badKey = await findBadKey(tx, brandId, log, sealKey);
    findings.add(badKey ? [{ in: 'key', ...badKey }] : []);
    const unlike = copy && (await findUnlikeCopy(tx, brandId, copy, { log, sealKey }));
    findings.add(unlike ? [{ in: 'witness', ...unlike }] : []);
    const walk = await compareCustomers({ ctx, tx, snapshot, rule: ruleOf(publications, at) }, findings);
    const { count, newest, bad } = await verifyCheckpoints(tx, brandId, now);
    findings.add(bad ? [{ in: 'checkpoint', ...bad }] : []);
    const deliveries = await findStrayedDeliveries(tx, brandId, most + 1);
    findings.add(deliveries.map((delivery) => ({ in: 'delivery', ...delivery })));
    return {
      ...walk,
      checkpoints: count,
      newest,
      findings: findings.inOrder,
      more: findings.more,
      found: log.keys.flatMap(({ kid, found }) => (found === null ? [] : [{ kid, since: found }])),
      unvouched: sealKey === null ? log.operator : null,
    };
  });
}

/** From here on the transaction sees one moment. Gives its name, under which another transaction may see the same. */
async function standStill(tx: Tx): Promise<string> {
  await tx.execute(sql`set transaction isolation level repeatable read, read only`);
  // All of it is read.
  await tx.execute(sql`set local cursor_tuple_fraction = 1`);
  const [exported] = await tx.execute<{ snapshot: string }>(sql`select pg_export_snapshot() as snapshot`);
  return exported?.snapshot ?? '';
}

async function findBadOffers(
  tx: Tx,
  brandId: BrandId,
  publications: Map<string, Publication>,
): Promise<Finding[]> {
  const bad = findBadExchange(publications);
  if (bad) return [{ in: 'exchange', ...bad }];
  const retired = await findBroughtBack(tx, brandId);
  if (retired !== null) return [{ in: 'exchange', exchange: retired, why: 'retired' }];
  const moved = await findStrayedMove(tx, brandId, publications);
  return moved === null ? [] : [{ in: 'exchange', exchange: moved, why: 'moved' }];
}

type Comparing = { ctx: Ctx<SystemActor>; tx: Tx; snapshot: string; rule: Rule };

async function compareCustomers({ ctx, tx, snapshot, rule }: Comparing, findings: Findings) {
  const { brandId } = ctx.actor;
  const idKey = await idKeyOf(tx, brandId);
  const walk = { customers: 0, entries: 0 };
  let asking: Walked[] = [];
  const askNow = async () => {
    if (asking.length > 0) findings.add(await findBadDecisions(ctx.db, { brandId, snapshot }, asking, rule));
    asking = [];
  };
  for await (const walked of walkCustomers(tx, brandId, rule)) {
    walk.entries += walked.entries;
    if (walked.entries > 0) walk.customers += 1;
    findings.add(findBadCustomer(walked, idKey));
    if (walked.externalId !== null && !walked.broken) asking.push(walked);
    if (asking.length === batch) await askNow();
  }
  await askNow();
  return walk;
}

/** Of each kind the first ones, so that what is found of a large brand fits in memory and on a screen. */
class Findings {
  readonly #byKind = new Map<Finding['in'], Finding[]>();
  more = false;

  add(found: Iterable<Finding>): void {
    for (const finding of found) {
      const its = this.#byKind.get(finding.in) ?? [];
      this.#byKind.set(finding.in, its);
      if (its.length < most) its.push(finding);
      else this.more = true;
    }
  }

  get inOrder(): Finding[] {
    return [...this.#byKind.values()].flat().sort((one, other) => place[one.in] - place[other.in]);
  }
}
