/** Words a brand writes for its customers, by BCP 47 language: `{ "en": "What you buy", "de": "…" }`. */
export type LocalText = Readonly<Record<string, string>>;

/** The text in the reader's language, else in the brand's own, else in whichever there is. */
export function localText(text: LocalText, locale: string, fallback: string): string {
  return text[languageOf(text, locale, fallback) ?? ''] ?? '';
}

/** The language in which a reader gets the text; undefined when there is none at all. */
export const languageOf = (text: LocalText, locale: string, fallback: string): string | undefined =>
  [locale, fallback, ...Object.keys(text)].find((language) => text[language] !== undefined);
