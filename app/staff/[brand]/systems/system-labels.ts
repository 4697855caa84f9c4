import { brandLanguages, languageName } from '#app/staff/brand-languages.ts';
import type { FormLabels } from '#app/staff/staff-form.ts';
import { reader } from '#components/reader.ts';
import type { LocalText } from '#lib/local-text.ts';

/** The labels of a system's form, in its order; texts once a language. */
export async function systemLabels(brand: { name: LocalText; defaultLocale: string }): Promise<FormLabels> {
  const { t, locale } = await reader();
  const label = t('systems.label');
  const worded = ['name', 'summary'].flatMap((text) =>
    brandLanguages(brand).map((language) => [
      `${text}.${language}`,
      t('staff.draft')('inLanguage', { field: label(text), language: languageName(language, locale) }),
    ]),
  );
  const plain = ['url', 'exchanges'].map((field) => [field, label(field)]);
  return Object.fromEntries([['slug', label('slug')], ...worded, ...plain]);
}
