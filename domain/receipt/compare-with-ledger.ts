import { and, eq, inArray } from 'drizzle-orm';
import type { Db, Tx } from '#db/client.ts';
import { ledger } from '#db/schema/customer.ts';
import { checkpoint } from '#db/schema/proof.ts';
import type { SystemActor } from '../actor.ts';
import { type Ctx, transact } from '../context.ts';
import type { Holds } from './verdict.ts';

/** What this portal's own records say to a receipt that holds. */
export type Comparison = 'same' | 'missing' | 'otherCheckpoint';

/**
 * Looks whether the ledger still has what was signed, and the same checkpoint under that number.
 * Tells nothing that the holder of a signed receipt does not know.
 */
export async function compareWithLedger(
  db: Db,
  verdict: Holds,
  brandId: SystemActor['brandId'],
): Promise<Comparison> {
  const ctx: Ctx<SystemActor> = { db, actor: { kind: 'system', name: 'verify', brandId } };
  return transact(ctx, async (tx) => {
    const [lost, other] = await Promise.all([lostEntry(tx, verdict), otherCheckpoint(tx, verdict)]);
    if (lost) return 'missing';
    return other ? 'otherCheckpoint' : 'same';
  });
}

async function lostEntry(tx: Tx, { customer, receipts, end }: Holds): Promise<boolean> {
  const shown = end ? [...receipts, end] : receipts;
  const rows = await tx
    .select({ seq: ledger.seq, hash: ledger.hash })
    .from(ledger)
    .where(
      and(
        eq(ledger.customerId, customer),
        inArray(
          ledger.seq,
          shown.map(({ seq }) => seq),
        ),
      ),
    );
  const held = new Map(rows.map(({ seq, hash }) => [seq, hash.toString('hex')]));
  return shown.some(({ seq, hash }) => held.get(seq) !== hash);
}

async function otherCheckpoint(tx: Tx, { brand, checkpoint: signed }: Holds): Promise<boolean> {
  if (!signed) return false;
  const [held] = await tx
    .select({ root: checkpoint.root })
    .from(checkpoint)
    .where(and(eq(checkpoint.brandId, brand), eq(checkpoint.number, signed.number)));
  return held?.root.toString('hex') !== signed.root;
}
