import { brandLanguages, languageName } from '#app/staff/brand-languages.ts';
import type { FormLabels } from '#app/staff/staff-form.ts';
import { reader } from '#components/reader.ts';
import type { LocalText } from '#lib/local-text.ts';

/** What a form about something named asks for: texts once a language, and plain fields. `room` has their labels. */
export type NamedFields = {
  room: 'staff.categories' | 'staff.purposes' | 'systems';
  texts: readonly string[];
  plain: readonly string[];
};

/** The labels of such a form, in its order. */
export async function namedLabels(
  { room, texts, plain }: NamedFields,
  brand: { name: LocalText; defaultLocale: string },
): Promise<FormLabels> {
  const { t, locale } = await reader();
  const label = t(`${room}.label`);
  const worded = texts.flatMap((text) =>
    brandLanguages(brand).map((language) => [
      `${text}.${language}`,
      t('staff.draft')('inLanguage', { field: label(text), language: languageName(language, locale) }),
    ]),
  );
  return Object.fromEntries([
    ['slug', label('slug')],
    ...worded,
    ...plain.map((field) => [field, label(field)]),
  ]);
}
