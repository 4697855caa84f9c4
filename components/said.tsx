import type { LocalText } from '#lib/local-text.ts';
import type { Words } from './reader.ts';

/** A brand's words on the page; those in another language than the page's say which (WCAG 2.2, 3.1.2). */
export function Said({ text, words }: { text: LocalText; words: Words }) {
  const lang = words.lang(text);
  return lang ? <span lang={lang}>{words(text)}</span> : words(text);
}
