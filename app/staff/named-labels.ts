import { getLocale, getTranslations } from 'next-intl/server';
import { brandLanguages, languageName } from '#app/staff/brand-languages.ts';
import type { FormLabels } from '#app/staff/staff-form.ts';
import type { LocalText } from '#lib/local-text.ts';

/** The labels of a category's or a purpose's form, in its order; texts once a language. */
export async function namedLabels(
  room: 'categories' | 'purposes',
  texts: readonly string[],
  plain: readonly string[],
  brand: { name: LocalText; defaultLocale: string },
): Promise<FormLabels> {
  const [t, locale] = await Promise.all([getTranslations('staff'), getLocale()]);
  const label = (field: string) => t(`${room}.label.${field}`);
  const worded = texts.flatMap((text) =>
    brandLanguages(brand).map((language) => [
      `${text}.${language}`,
      t('draft.inLanguage', { field: label(text), language: languageName(language, locale) }),
    ]),
  );
  return Object.fromEntries([
    ['slug', label('slug')],
    ...worded,
    ...plain.map((field) => [field, label(field)]),
  ]);
}
