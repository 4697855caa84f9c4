import { unstable_rethrow } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { ForeignOriginError } from '#auth/origin.ts';
import { DomainError } from '#domain/errors.ts';
import { isUnreachable } from '#domain/unreachable.ts';
import type { FormState } from '#lib/form-state.ts';

/**
 * The one way from a command's errors to a form: says what went wrong in the reader's language, never throws.
 * `typed` is what the form sent; it comes back on failure, because React empties a form after its action.
 */
export async function formAction(work: () => Promise<FormState>, typed?: FormData): Promise<FormState> {
  try {
    return await work();
  } catch (error) {
    unstable_rethrow(error);
    const t = await getTranslations('errors');
    const fields = error instanceof DomainError ? error.fields : undefined;
    return { status: 'failed', message: t(messageKey(error)), fields, values: typed && texts(typed) };
  }
}

function messageKey(error: unknown) {
  if (error instanceof ForeignOriginError) return 'origin';
  if (error instanceof DomainError) return error.code;
  if (isUnreachable(error)) return 'unavailable';
  console.error(error);
  return 'unknown';
}

function texts(form: FormData): Record<string, string> {
  const pairs = [...form].flatMap(([name, value]) =>
    typeof value === 'string' && !name.startsWith('$ACTION') ? [[name, value] as const] : [],
  );
  return Object.fromEntries(pairs);
}
