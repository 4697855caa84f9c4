import { getLocale, getTranslations } from 'next-intl/server';
import { brandLanguages, languageName } from '#app/staff/brand-languages.ts';
import type { FormLabels } from '#app/staff/staff-form.ts';
import type { LocalText } from '#lib/local-text.ts';

export const draftTexts = ['title', 'give', 'get', 'off'] as const;

/** The labels of a draft's form, in its order; texts once a language. */
export async function draftLabels(brand: { name: LocalText; defaultLocale: string }): Promise<FormLabels> {
  const [t, locale] = await Promise.all([getTranslations('staff.draft'), getLocale()]);
  const worded = draftTexts.flatMap((text) =>
    brandLanguages(brand).map((language) => [
      `${text}.${language}`,
      t('inLanguage', { field: t(`label.${text}`), language: languageName(language, locale) }),
    ]),
  );
  const plain = [
    'category',
    'purpose',
    'basis',
    'level',
    'sources',
    'recipients',
    'retentionDays',
    'lapsesAfterDays',
  ];
  const promise = ['capital', 'amount', 'unit', 'per'];
  return Object.fromEntries([
    ['slug', t('label.slug')],
    ...worded,
    ...plain.map((field) => [field, t(`label.${field}`)]),
    ...promise.map((part) => [`promise.${part}`, t(`label.promise_${part}`)]),
    ['confirm', t('label.confirm')],
    ['confirmRetire', t('label.confirm')],
  ]);
}
