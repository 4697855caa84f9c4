'use server';

import { refresh } from 'next/cache';
import { getLocale } from 'next-intl/server';
import { errorMessage } from '#app/error-message.ts';
import { hasPrivacySignal } from '#app/privacy-signal.ts';
import { type CustomerEntry, customerAction, customerInstead } from '#auth/entry.ts';
import { reader } from '#components/reader.ts';
import { setChoices } from '#domain/choice/set-choices.ts';
import { DomainError } from '#domain/errors.ts';
import { findStatement } from '#domain/statement/queries.ts';
import type { Stand, Stands, SwitchState } from '#lib/switch-state.ts';
import { readWishes, type Wish } from './wishes.ts';

/** Sets switches to what the form asks for, all or none, and answers with how they truly stand. */
export async function setExchanges(_previous: SwitchState, form: FormData): Promise<SwitchState> {
  const asked = readWishes(form) ?? { record: '', wishes: [] };
  try {
    if (asked.wishes.length === 0)
      throw new DomainError('invalid', 'The form asks for nothing that can be set.');
    const [{ ctx, record, inTurn }, locale, signal] = await Promise.all([
      customerAction(asked.record),
      getLocale(),
      hasPrivacySignal(),
    ]);
    const set = () => inTurn(() => setChoices(ctx, { wishes: asked.wishes, locale, signal }));
    // Said once more it changes nothing, and tells what became of it the first time.
    const chosen = await set().catch((error) =>
      isUnsure(error) ? set().catch(() => Promise.reject(error)) : Promise.reject(error),
    );
    const { format } = await reader();
    const stands = Object.fromEntries(chosen.map((choice) => [choice.exchange, standOf(choice)]));
    return { status: 'saved', record, at: format.time(new Date()), stands };
  } catch (error) {
    const entry = truth(error, asked.record);
    if (!entry) return failed(error, asked.wishes, { record: asked.record, stands: {} });
    refresh();
    // The refusal stands, whether or not the states can still be read.
    const now = await entry.then(standing).catch(() => ({ record: asked.record, stands: {} }));
    return failed(error, asked.wishes, now);
  }
}

/** Of whom the true states are to be shown, where the page showed others. */
function truth(error: unknown, record: string): Promise<CustomerEntry> | null {
  if (!(error instanceof DomainError)) return null;
  if (error.code === 'other_customer') return customerInstead(record);
  return error.code === 'stale' ? customerAction(record) : null;
}

async function standing({ ctx, record }: CustomerEntry): Promise<{ record: string; stands: Stands }> {
  const { categories } = await findStatement(ctx);
  const exchanges = categories.flatMap((category) => category.exchanges);
  return { record, stands: Object.fromEntries(exchanges.map((each) => [each.slug, standOf(each)])) };
}

const standOf = ({ on, seq }: Stand): Stand => ({ on, seq });

async function failed(
  error: unknown,
  wishes: Wish[],
  now: { record: string; stands: Stands },
): Promise<SwitchState> {
  const message = await errorMessage(error);
  const about = wishes.map((wish) => wish.exchange);
  return { status: 'failed', ...now, message, about, ...(isUnsure(error) && { isUnsure: true }) };
}

const isUnsure = (error: unknown) => error instanceof DomainError && error.code === 'unsure';
