import { and, asc, eq, gte } from 'drizzle-orm';
import type { Tx } from '#db/client.ts';
import { ledger } from '#db/schema/customer.ts';
import { exchangeVersion } from '#db/schema/exchange.ts';
import type { SealKey } from '#lib/seal.ts';
import { type CustomerActor, requireCustomer } from '../actor.ts';
import { findProof } from '../checkpoint/find-proof.ts';
import { type Statement, statementSchema } from '../checkpoint/statement.ts';
import { type Ctx, clock, transact } from '../context.ts';
import { notFound } from '../errors.ts';
import { storedEntry } from '../ledger/verify-chain.ts';
import { activeSigner } from '../signing-key/active-signer.ts';
import { readPayload, sign } from '../signing-key/jws.ts';
import type { ReceiptFile } from './receipt-file.ts';
import { type Facts, receiptPayload } from './record.ts';

/**
 * The customer's receipts: all, or the one of entry `seq`, with the proof that the newest checkpoint has them.
 * Signed when asked for, so that there is one for each entry whatever happens in between.
 * Throws not_found when there is no such entry.
 */
export async function issueReceipts(ctx: Ctx, sealKey: SealKey, seq?: number): Promise<ReceiptFile> {
  const { actor } = ctx;
  requireCustomer(actor);
  const issuedAt = clock(ctx);
  return transact(ctx, async (tx) => {
    const [known, proof] = await Promise.all([readFacts(tx, actor, seq), findProof(tx, actor)]);
    const wanted = known.filter(({ entry }) => seq === undefined || entry.seq === seq);
    if (wanted.length === 0) throw notFound('receipt');
    const signer = await activeSigner(tx, actor.brandId, sealKey);
    const checkpoint = proof && statementOf(proof.checkpoint);
    const receipts = await Promise.all(
      wanted.map((facts) =>
        sign(signer, 'mutual-receipt', receiptPayload({ ...facts, checkpoint, issuedAt })),
      ),
    );
    const covered = proof && (seq === undefined || seq <= proof.seq) ? proof : null;
    const later = known
      .filter(({ entry }) => seq !== undefined && covered && entry.seq > seq && entry.seq <= covered.seq)
      .map(({ entry: { hash: _, ...entry } }) => entry);
    return { format: 'mutual-receipts', receipts, later, proof: covered };
  });
}

const statementOf = (jws: string): Statement => statementSchema.parse(readPayload(jws));

/** Entries from `from` on, oldest first, each with all that its version said when it was published. */
async function readFacts(
  tx: Tx,
  { customerId, brandId }: CustomerActor,
  from = 1,
): Promise<Omit<Facts, 'checkpoint' | 'issuedAt'>[]> {
  const rows = await tx
    .select({
      ledger,
      terms: exchangeVersion.terms,
      publishedAt: exchangeVersion.publishedAt,
      meaning: exchangeVersion.meaning,
    })
    .from(ledger)
    .innerJoin(
      exchangeVersion,
      and(
        eq(exchangeVersion.brandId, brandId),
        eq(exchangeVersion.exchange, ledger.exchange),
        eq(exchangeVersion.version, ledger.version),
      ),
    )
    .where(and(eq(ledger.customerId, customerId), gte(ledger.seq, from)))
    .orderBy(asc(ledger.seq));
  return rows.map(({ ledger: row, ...facts }) => ({ entry: storedEntry(row), ...facts }));
}
