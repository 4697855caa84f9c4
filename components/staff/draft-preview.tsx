import type { LocalText } from '#lib/local-text.ts';
import type { Terms } from '#lib/terms.ts';
import { ExchangeRow } from '../exchange/exchange-row.tsx';
import { exchangeView } from '../exchange/exchange-view.ts';
import { rowWords } from '../exchange/row-words.ts';
import { reader, wordsOf } from '../reader.ts';

/** The exchange row as customers will see it, without anyone's numbers. */
export async function DraftPreview(props: {
  slug: string;
  version: number;
  terms: Terms;
  purpose: LocalText;
  brand: { defaultLocale: string };
}) {
  const its = await reader();
  const view = exchangeView(props, wordsOf(its.locale, props.brand));
  const control = props.terms.basis === 'consent' && (
    <p className="text-quiet text-sm">{its.t('common')('off')}</p>
  );
  return <ExchangeRow exchange={view} words={rowWords(its)} control={control} />;
}
