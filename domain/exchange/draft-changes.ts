import type { DraftTerms, Terms, ValuePromise } from '#lib/terms.ts';

/** One value of the terms, as it was or will be; undefined: not said. */
export type TermValue = string | number | null | undefined | readonly string[] | ValuePromise;

/** `field` is a key of the terms, for texts with its language: `give.de`. */
export type Change = { field: string; old: TermValue; next: TermValue };

const texts = ['title', 'give', 'get', 'off'] as const;
const plain = [
  'category',
  'purpose',
  'basis',
  'level',
  'retentionDays',
  'recipients',
  'sources',
  'promise',
  'lapsesAfterDays',
] as const;

/** What differs between the live terms (null: none yet) and the next ones, field by field. */
export function draftChanges(live: Terms | null, next: DraftTerms): Change[] {
  const worded = texts.flatMap((text) =>
    languages(live?.[text], next[text]).map((language) => ({
      field: `${text}.${language}`,
      old: live?.[text][language],
      next: next[text]?.[language],
    })),
  );
  const others = plain.map((field) => ({ field, old: live?.[field], next: next[field] }));
  return [...worded, ...others].filter(({ old, next }) => !same(old, next));
}

const languages = (...held: ({ readonly [language: string]: string } | null | undefined)[]) => [
  ...new Set(held.flatMap((text) => Object.keys(text ?? {}))),
];

/** Lists are sets here: their order says nothing. */
function same(a: TermValue, b: TermValue): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return [...a].sort().join('\n') === [...b].sort().join('\n');
  if (isPromise(a) && isPromise(b))
    return a.capital === b.capital && a.amount === b.amount && a.unit === b.unit && a.per === b.per;
  return a === b;
}

const isPromise = (value: TermValue): value is ValuePromise =>
  typeof value === 'object' && value !== null && 'capital' in value;
