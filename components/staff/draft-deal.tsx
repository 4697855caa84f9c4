import { getLocale, getTranslations } from 'next-intl/server';
import { type LocalText, localText } from '#lib/local-text.ts';
import type { DraftTerms } from '#lib/terms.ts';
import { SelectInput } from '../form/inputs.tsx';

type Named = { slug: string; name: LocalText };

/** Which data, for what. */
export async function DraftDeal(props: {
  draft: DraftTerms;
  names: { categories: readonly Named[]; purposes: readonly Named[] };
  brand: { defaultLocale: string };
}) {
  const [t, locale] = await Promise.all([getTranslations('staff.draft'), getLocale()]);
  const { draft, names, brand } = props;
  const options = (named: readonly Named[]) => [
    { value: '', label: t('choose') },
    ...named.map(({ slug, name }) => ({ value: slug, label: localText(name, locale, brand.defaultLocale) })),
  ];
  return (
    <div className="grid gap-x-6 md:grid-cols-2">
      <SelectInput
        name="category"
        label={t('label.category')}
        options={options(names.categories)}
        value={draft.category ?? ''}
      />
      <SelectInput
        name="purpose"
        label={t('label.purpose')}
        options={options(names.purposes)}
        value={draft.purpose ?? ''}
      />
    </div>
  );
}
