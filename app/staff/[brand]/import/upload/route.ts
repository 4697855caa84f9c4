import { redirectTo } from '#app/redirect-to.ts';
import { staffAction } from '#auth/entry.ts';
import { ForeignOriginError } from '#auth/origin.ts';
import { DomainError } from '#domain/errors.ts';
import { finishUpload } from '#domain/import/upload.ts';
import { receiveUpload } from './receive-upload.ts';

/**
 * Takes the files of the import page's form, and leads to their preview. Who may not is answered as by the page itself:
 * with an empty answer, in whose place the portal's own page is sent (cli/server/portal-response.ts).
 */
export async function POST(request: Request, { params }: { params: Promise<{ brand: string }> }) {
  const { brand } = await params;
  const page = `/staff/${brand}/import`;
  try {
    const { ctx } = await staffAction(brand, 'owner', 'editor');
    const received = await receiveUpload(request);
    if ('fault' in received) return redirectTo(`${page}?fault=${received.fault}`);
    await finishUpload(ctx.actor, received.id, received.files);
    return redirectTo(`${page}/${received.id}`);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    if (error.code === 'unauthenticated') return redirectTo('/sign-in', { to: page });
    return new Response(null, { status: error instanceof ForeignOriginError ? 403 : 404 });
  }
}
