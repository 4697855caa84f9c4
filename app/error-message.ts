import { unstable_rethrow } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { ForeignOriginError } from '#auth/origin.ts';
import { DomainError } from '#domain/errors.ts';
import { isUnreachable } from '#domain/unreachable.ts';
import { log } from '#lib/log.ts';
import { requestContext } from '#lib/request-context.ts';

/** What went wrong, in the reader's language. Lets Next's own control flow pass; logs what nobody foresaw. */
export async function errorMessage(error: unknown): Promise<string> {
  unstable_rethrow(error);
  const t = await getTranslations('errors');
  return t(messageKey(error));
}

function messageKey(error: unknown) {
  if (error instanceof ForeignOriginError) return 'origin';
  if (error instanceof DomainError) {
    const context = requestContext.getStore();
    if (context && error.code === 'busy') context.busy = true;
    return error.code;
  }
  if (isUnreachable(error)) return 'unavailable';
  log.error({ err: error }, 'an action failed');
  return 'unknown';
}
