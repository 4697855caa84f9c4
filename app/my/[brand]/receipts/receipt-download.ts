import { customerPage } from '#auth/entry.ts';
import { DomainError } from '#domain/errors.ts';
import { issueReceipts } from '#domain/receipt/issue-receipts.ts';
import { ownSealKey } from '#lib/seal.ts';
import { fileToKeep } from './file-to-keep.ts';

/** The customer's receipts as a file to keep; of one entry, or all. */
export async function receiptDownload(brand: string, seq?: number): Promise<Response> {
  const { ctx } = await customerPage(brand);
  try {
    const file = await issueReceipts(ctx, ownSealKey(), seq);
    return fileToKeep(seq === undefined ? `${brand}-receipts` : `${brand}-receipt-${seq}`, file);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return new Response(error.message, { status: error.code === 'not_found' ? 404 : 503 });
  }
}
