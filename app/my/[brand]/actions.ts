'use server';

import { refresh } from 'next/cache';
import { getLocale } from 'next-intl/server';
import { errorMessage } from '#app/error-message.ts';
import { hasPrivacySignal } from '#app/privacy-signal.ts';
import { customerAction } from '#auth/entry.ts';
import { reader } from '#components/reader.ts';
import { setChoices } from '#domain/choice/set-choices.ts';
import { DomainError } from '#domain/errors.ts';
import { findStatement } from '#domain/statement/queries.ts';
import type { SwitchState } from '#lib/switch-state.ts';
import { readWishes, type Wish } from './wishes.ts';

/** Sets switches to what the form asks for, all or none, and answers with how they truly stand. */
export async function setExchanges(_previous: SwitchState, form: FormData): Promise<SwitchState> {
  const asked = readWishes(form);
  if (!asked) return failed(new DomainError('invalid', 'The form asks for nothing that can be set.'), [], {});
  try {
    const [{ ctx }, locale, signal] = await Promise.all([
      customerAction(asked.brand),
      getLocale(),
      hasPrivacySignal(),
    ]);
    const set = () => setChoices(ctx, { wishes: asked.wishes, locale, signal });
    // Said once more it changes nothing, and tells what became of it the first time.
    const chosen = await set().catch((error) =>
      isUnsure(error) ? set().catch(() => Promise.reject(error)) : Promise.reject(error),
    );
    const { format } = await reader();
    const on = Object.fromEntries(chosen.map((choice) => [choice.exchange, choice.on]));
    return { status: 'saved', at: format.time(new Date()), on };
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'stale') return failed(error, asked.wishes, {});
    refresh();
    // The refusal stands, whether or not the states can still be read.
    const on = await trueStates(asked.brand).catch(() => ({}));
    return failed(error, asked.wishes, on);
  }
}

async function failed(error: unknown, wishes: Wish[], on: Record<string, boolean>): Promise<SwitchState> {
  const message = await errorMessage(error);
  const about = wishes.map((wish) => wish.exchange);
  return { status: 'failed', message, about, on, ...(isUnsure(error) && { isUnsure: true }) };
}

const isUnsure = (error: unknown) => error instanceof DomainError && error.code === 'unsure';

async function trueStates(brand: string): Promise<Record<string, boolean>> {
  const { ctx } = await customerAction(brand);
  const { categories } = await findStatement(ctx);
  return Object.fromEntries(
    categories.flatMap(({ exchanges }) => exchanges.map(({ slug, on }) => [slug, on])),
  );
}
