import { getLocale, getTimeZone, getTranslations } from 'next-intl/server';
import { cache } from 'react';
import { isMoney } from '#lib/amount.ts';
import { type Format, formatFor } from '#lib/format.ts';
import { type LocalText, localText } from '#lib/local-text.ts';

/** The person in front of the screen: language, time zone, and how to write for them. */
export type Reader = {
  locale: string;
  timeZone: string;
  format: Format;
  /** An exact decimal in money or in a counted unit: "€12.30", "3 times". */
  amount: (amount: string, unit: string) => string;
};

export const reader = cache(async (): Promise<Reader> => {
  const [locale, timeZone, t] = await Promise.all([
    getLocale(),
    getTimeZone(),
    getTranslations('terms.unit'),
  ]);
  const format = formatFor(locale, timeZone);
  const amount = (value: string, unit: string) =>
    isMoney(unit) ? format.money(value, unit) : t(unit, { count: Number(value) });
  return { locale, timeZone, format, amount };
});

/** A brand's words in the reader's language, else in the brand's own. */
export const wordsOf = (locale: string, brand: { defaultLocale: string }) => (text: LocalText) =>
  localText(text, locale, brand.defaultLocale);
