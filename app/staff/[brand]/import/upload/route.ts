import { errorMessage } from '#app/error-message.ts';
import { redirectTo } from '#app/sign-in/redirect-to.ts';
import { staffAction } from '#auth/entry.ts';
import { DomainError } from '#domain/errors.ts';
import { finishUpload } from '#domain/import/upload.ts';
import { receiveUpload } from './receive-upload.ts';

const statuses: Partial<Record<DomainError['code'], number>> = { forbidden: 403, not_found: 404 };

/** Takes the files of the import page's form, and leads to their preview. */
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
    const message = await errorMessage(error);
    if (!(error instanceof DomainError)) return new Response(message, { status: 500 });
    if (error.code === 'unauthenticated') return redirectTo('/sign-in', { to: page });
    return new Response(message, { status: statuses[error.code] ?? 400 });
  }
}
