import { getLocale, getTranslations } from 'next-intl/server';
import { localText } from '#lib/local-text.ts';
import type { Terms } from '#lib/terms.ts';
import { exchangeView } from '../exchange/exchange-details.tsx';
import { ExchangeRow } from '../exchange/exchange-row.tsx';
import type { Names } from './term-words.ts';

/** The exchange row as customers will see it, without anyone's numbers. */
export async function DraftPreview(props: {
  slug: string;
  version: number;
  terms: Terms;
  names: Names;
  brand: { defaultLocale: string };
}) {
  const [common, locale] = await Promise.all([getTranslations('common'), getLocale()]);
  const { slug, version, terms, names, brand } = props;
  const purpose = names.purposes.find((each) => each.slug === terms.purpose)?.name ?? { en: terms.purpose };
  const view = exchangeView({ slug, version, terms, purpose }, (text) =>
    localText(text, locale, brand.defaultLocale),
  );
  const control = terms.basis === 'consent' && <p className="text-quiet text-sm">{common('off')}</p>;
  return <ExchangeRow exchange={view} control={control} />;
}
