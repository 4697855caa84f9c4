import { notFound } from 'next/navigation';
import { redirectTo } from '#app/redirect-to.ts';
import { customerPage } from '#auth/entry.ts';
import { DomainError } from '#domain/errors.ts';
import { issueReceipts } from '#domain/receipt/issue-receipts.ts';
import { ownSealKey } from '#lib/seal.ts';
import { fileToKeep } from './file-to-keep.ts';

/** The customer's receipts as a file to keep; of one entry, or all. Back to the history, in words, when they cannot be signed. */
export async function receiptDownload(brand: string, seq?: number): Promise<Response> {
  const { ctx } = await customerPage(brand);
  try {
    const file = await issueReceipts(ctx, ownSealKey(), seq);
    return fileToKeep(seq === undefined ? `${brand}-receipts` : `${brand}-receipt-${seq}`, file);
  } catch (error) {
    const code = error instanceof DomainError && error.code;
    if (code === 'sealed') return redirectTo(`/my/${brand}/history?without=signature`);
    if (code === 'not_found') notFound();
    throw error;
  }
}
