import type { LocalText } from '#lib/local-text.ts';
import type { Terms } from '#lib/terms.ts';

/** An exchange in one reader's words. */
export type ExchangeView = {
  slug: string;
  version: number;
  title: string;
  give: string;
  get: string;
  off: string;
  purpose: string;
  terms: Terms;
};

export function exchangeView(
  exchange: { slug: string; version: number; terms: Terms; purpose: LocalText },
  words: (text: LocalText) => string,
): ExchangeView {
  const { slug, version, terms } = exchange;
  const { title, give, get, off } = terms;
  return {
    slug,
    version,
    terms,
    title: words(title),
    give: words(give),
    get: words(get),
    off: words(off),
    purpose: words(exchange.purpose),
  };
}
