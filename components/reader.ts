import { type Messages as Catalogue, createTranslator } from 'next-intl';
import { getLocale, getTimeZone } from 'next-intl/server';
import { cache } from 'react';
import { isMoney } from '#lib/amount.ts';
import { type Format, formatFor } from '#lib/format.ts';
import { type LocalText, languageOf, localText } from '#lib/local-text.ts';
import { loadMessages, type Messages, shipped } from '#messages/load.ts';

export type Translate = (key: string, values?: Record<string, string | number | Date>) => string;

/** The person in front of the screen: language, time zone, and how to write for them. */
export type Reader = {
  locale: string;
  timeZone: string;
  format: Format;
  /** The texts of one part of the portal, such as `my.row`. */
  t: (namespace: string) => Translate;
  /** An exact decimal in money or in a counted unit: "€12.30", "3 times". */
  amount: (amount: string, unit: string) => string;
};

/**
 * Asked for once by a page and handed to what it composes: components that wait for nothing
 * are drawn in one go, which is a good part of a page's cost.
 */
export const reader = cache(async (): Promise<Reader> => {
  const [locale, timeZone] = await Promise.all([getLocale(), getTimeZone()]);
  const messages = await loadMessages(shipped(locale));
  const format = formatFor(locale, timeZone);
  const t = (namespace: string) => translatorOf(locale, messages, namespace);
  const amount = (value: string, unit: string) =>
    isMoney(unit) ? format.money(value, unit) : t('terms.unit')(unit, { count: Number(value) });
  return { locale, timeZone, format, t, amount };
});

const made = new Map<string, Translate>();

/** next-intl's own translator, kept, and with it every text that has no values to fill in. */
function translatorOf(locale: string, messages: Messages, namespace: string): Translate {
  const key = `${locale} ${namespace}`;
  const found = made.get(key);
  if (found) return found;
  const translator = createTranslator<Catalogue, string>({ locale, messages, namespace });
  const fixed = new Map<string, string>();
  const translate: Translate = (text, values) => {
    if (values) return translator(text, values);
    const said = fixed.get(text) ?? translator(text);
    fixed.set(text, said);
    return said;
  };
  made.set(key, translate);
  return translate;
}

/** A brand's words in the reader's language, else in the brand's own; `lang` says which, where it is not the reader's. */
export type Words = {
  (text: LocalText): string;
  lang: (text: LocalText) => string | undefined;
};

export function wordsOf(locale: string, { defaultLocale }: { defaultLocale: string }): Words {
  const words = (text: LocalText) => localText(text, locale, defaultLocale);
  const lang = (text: LocalText) => {
    const language = languageOf(text, locale, defaultLocale);
    return language === locale ? undefined : language;
  };
  return Object.assign(words, { lang });
}
