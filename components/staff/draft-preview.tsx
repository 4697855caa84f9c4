import type { Terms } from '#lib/terms.ts';
import { ExchangeRow } from '../exchange/exchange-row.tsx';
import { exchangeView } from '../exchange/exchange-view.ts';
import { rowWords } from '../exchange/row-words.ts';
import { reader, wordsOf } from '../reader.ts';
import type { Names } from './term-words.ts';

/** The exchange row as customers will see it, without anyone's numbers. */
export async function DraftPreview(props: {
  slug: string;
  version: number;
  terms: Terms;
  names: Names;
  brand: { defaultLocale: string };
}) {
  const its = await reader();
  const { slug, version, terms, names, brand } = props;
  const purpose = names.purposes.find((each) => each.slug === terms.purpose)?.name ?? { en: terms.purpose };
  const view = exchangeView({ slug, version, terms, purpose }, wordsOf(its.locale, brand));
  const control = terms.basis === 'consent' && <p className="text-quiet text-sm">{its.t('common')('off')}</p>;
  return <ExchangeRow exchange={view} words={rowWords(its)} control={control} />;
}
