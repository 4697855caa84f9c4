import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { texts } from '#app/form-action.ts';
import type { StaffEntry } from '#auth/entry.ts';
import type { Renamed } from '#domain/exchange/renaming.ts';
import type { FormState } from '#lib/form-state.ts';
import { type NamedFields, namedLabels } from './named-labels.ts';
import { staffForm, textOf } from './staff-form.ts';

/**
 * Writes down what the form of a category or a purpose says, and leads back to the list; where customers would be asked
 * again or exchanges get a new version, only after that has been confirmed.
 */
export const namedForm =
  (list: 'categories' | 'purposes', fields: NamedFields) =>
  (
    brand: string,
    typed: FormData,
    write: (ctx: StaffEntry['ctx']) => Promise<Renamed | undefined>,
  ): Promise<FormState> =>
    staffForm(
      { brand, roles: ['owner', 'editor'], typed, labels: (held) => namedLabels(fields, held) },
      async ({ ctx }) => {
        const renamed = await write(ctx);
        if (renamed && !renamed.done) return toConfirm(renamed, typed);
        redirect(`/staff/${brand}/${list}`);
      },
    );

async function toConfirm(
  { token, exchanges, askedAgain }: Extract<Renamed, { done: false }>,
  typed: FormData,
): Promise<FormState> {
  const t = await getTranslations('staff');
  return {
    status: 'confirm',
    message: t('renaming', { exchanges, askedAgain }),
    token,
    values: texts(typed),
  };
}

/** Which one is changed, as its author saw it, and what they have confirmed. */
export const seenAt = (slug: string, form: FormData) => ({
  slug,
  seen: textOf(form, 'seen'),
  confirmed: textOf(form, 'confirmed') || undefined,
});
