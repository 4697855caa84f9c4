import { DomainError } from '#domain/errors.ts';
import type { FormState } from '#lib/form-state.ts';
import { errorMessage } from './error-message.ts';

/**
 * The one way from a command's errors to a form: says what went wrong in the reader's language, never throws.
 * `typed` is what the form sent; it comes back on failure, because React empties a form after its action.
 */
export async function formAction(work: () => Promise<FormState>, typed?: FormData): Promise<FormState> {
  try {
    return await work();
  } catch (error) {
    const message = await errorMessage(error);
    const fields = error instanceof DomainError ? error.fields : undefined;
    return { status: 'failed', message, fields, values: typed && texts(typed) };
  }
}

/** What a form sent, by its inputs. */
export function texts(form: FormData): Record<string, string> {
  const pairs = [...form].flatMap(([name, value]) =>
    typeof value === 'string' && !name.startsWith('$ACTION') ? [[name, value] as const] : [],
  );
  return Object.fromEntries(pairs);
}
