import type { LocalText } from '#lib/local-text.ts';
import type { Terms } from '#lib/terms.ts';
import type { Words } from '../reader.ts';

/** What an exchange row says; of texts in another language than the reader's, `lang` says in which. */
export type RowTexts = Record<Text, string> & { lang?: { readonly [text in Text]?: string } };

type Text = (typeof texts)[number];
const texts = ['title', 'give', 'get', 'off'] as const;

/** An exchange in one reader's words. */
export type ExchangeView = RowTexts & {
  slug: string;
  version: number;
  purpose: string;
  purposeLang?: string;
  terms: Terms;
};

export function exchangeView(
  exchange: { slug: string; version: number; terms: Terms; purpose: LocalText },
  words: Words,
): ExchangeView {
  const { slug, version, terms, purpose } = exchange;
  return {
    ...{ slug, version, terms },
    ...rowTexts(terms, words),
    purpose: words(purpose),
    purposeLang: words.lang(purpose),
  };
}

/** Most rows are all in the reader's language: then they carry nothing more. */
export function rowTexts(terms: Pick<Terms, Text>, words: Words): RowTexts {
  const foreign = texts.flatMap((text) => {
    const lang = words.lang(terms[text]);
    return lang ? [[text, lang] as const] : [];
  });
  return {
    title: words(terms.title),
    give: words(terms.give),
    get: words(terms.get),
    off: words(terms.off),
    ...(foreign.length > 0 && { lang: Object.fromEntries(foreign) }),
  };
}
