import { requireCustomer } from '../actor.ts';
import { findProof } from '../checkpoint/find-proof.ts';
import { type Ctx, transact } from '../context.ts';
import { notFound } from '../errors.ts';
import type { ReceiptFile } from './receipt-file.ts';

/**
 * Proof alone, without what was chosen: that the customer's history is in the brand's newest checkpoint.
 * Throws not_found when that checkpoint was signed before the customer's first choice, or there is none.
 */
export async function issueProof(ctx: Ctx): Promise<ReceiptFile> {
  const { actor } = ctx;
  requireCustomer(actor);
  const proof = await transact(ctx, (tx) => findProof(tx, actor));
  if (!proof) throw notFound('proof');
  return { format: 'mutual-receipts', receipts: [], later: [], proof };
}
