import { redirectTo } from '#app/redirect-to.ts';
import { customerPage } from '#auth/entry.ts';
import { DomainError } from '#domain/errors.ts';
import { issueProof } from '#domain/receipt/issue-proof.ts';
import { fileToKeep } from '../file-to-keep.ts';

/** Proof that the customer's own history is in the brand's newest checkpoint; back to the history, in words, when it is not yet. */
export async function GET(_: Request, { params }: { params: Promise<{ brand: string }> }) {
  const { brand } = await params;
  const { ctx } = await customerPage(brand);
  try {
    return fileToKeep(`${brand}-proof`, await issueProof(ctx));
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'not_found') throw error;
    return redirectTo(`/my/${brand}/history?without=proof`);
  }
}
