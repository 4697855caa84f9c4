import type { LocalText } from '#lib/local-text.ts';
import { locales } from '#messages/load.ts';

/**
 * The languages that a brand writes in, its own first: those the portal ships, and any other that its name is in, or that
 * these texts of its are in already: a form without them would take them away.
 */
export function brandLanguages(
  brand: { name: LocalText; defaultLocale: string },
  ...texts: readonly LocalText[]
): string[] {
  return [...new Set([brand.defaultLocale, ...locales, ...[brand.name, ...texts].flatMap(Object.keys)])];
}

/** A language's name in the reader's language: "German". */
export function languageName(language: string, locale: string): string {
  return new Intl.DisplayNames(locale, { type: 'language' }).of(language) ?? language;
}
