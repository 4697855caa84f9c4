import { describe, expect, test } from 'vitest';
import { widerTerms } from '#domain/exchange/widening.ts';
import type { LocalText } from '#lib/local-text.ts';
import { capitals, levels } from '#lib/terms.ts';
import { demoDefinitions } from './definitions.ts';
import { demoPeople } from './people.ts';

const sentences = (text: string) => text.split(/(?<=[.!?])\s+/);
const words = (sentence: string) => sentence.split(/\s+/).length;

describe.each(demoDefinitions)('$slug', ({ first, current, mapping }) => {
  const exchanges = [...first.exchanges, ...current.exchanges];
  const told = exchanges.flatMap(({ slug, terms }) =>
    [terms.give, terms.get, terms.off].flatMap((text) =>
      Object.values(text).map((said) => [slug, said] as const),
    ),
  );

  test('says everything in English and in German', () => {
    const texts: LocalText[] = [
      current.name,
      current.summary,
      ...current.categories.flatMap(({ name, summary }) => [name, summary]),
      ...current.purposes.map(({ name }) => name),
      ...exchanges.flatMap(({ terms: { title, give, get, off } }) => [title, give, get, off]),
    ];
    for (const text of texts) expect(Object.keys(text).sort()).toEqual(['de', 'en']);
  });

  test('uses fewer than twenty words a sentence', () => {
    const long = told.flatMap(([slug, text]) =>
      sentences(text).flatMap((each) => (words(each) < 20 ? [] : `${slug}: ${each}`)),
    );
    expect(long).toEqual([]);
  });

  test('does not repeat the words that the page puts before what happens when it is off', () => {
    for (const { terms } of exchanges)
      expect(Object.values(terms.off).join()).not.toMatch(/If you turn|Wenn Sie/);
  });

  test('goes from essential to shared, and gives every kind of value back', () => {
    expect(new Set(current.exchanges.map(({ terms }) => terms.level))).toEqual(new Set(levels));
    expect(new Set(current.exchanges.map(({ terms }) => terms.promise.capital))).toEqual(new Set(capitals));
  });

  test('has exchanges that are locked, that are on until objected to, and that ask first', () => {
    const bases = new Set(current.exchanges.map(({ terms }) => terms.basis));
    expect(bases).toEqual(new Set(['contract', 'legal_obligation', 'legitimate_interests', 'consent']));
  });

  test('names in its text everyone outside who gets the data', () => {
    const untold = current.exchanges.flatMap(({ slug, terms }) =>
      terms.recipients
        .filter((recipient) => recipient !== current.name.en)
        .filter((recipient) => !Object.values(terms.give).every((text) => text.includes(recipient)))
        .map((recipient) => `${slug}: ${recipient}`),
    );
    expect(untold).toEqual([]);
  });

  test('has a mapping that feeds every category', () => {
    const fed = mapping.feeds.flatMap((feed) => feed.holdings ?? []).map((rule) => rule.category);
    expect(new Set(fed)).toEqual(new Set(current.categories.map((category) => category.slug)));
  });

  test('measures what it gives in the unit and kind of value that it promised', () => {
    const rules = mapping.feeds.flatMap((feed) => feed.benefits ?? []);
    for (const { slug, terms } of current.exchanges) {
      const rule = rules.find(({ exchange }) => exchange === slug);
      if (slug === 'insurer-bonus') expect(rule).toBeUndefined();
      else expect(rule).toMatchObject({ capital: terms.promise.capital, unit: terms.promise.unit });
    }
  });

  test('has widened one exchange since it opened', () => {
    const widened = current.exchanges.filter(({ slug, terms }) => {
      const before = first.exchanges.find((exchange) => exchange.slug === slug);
      return before && widerTerms(before.terms, terms).length > 0;
    });
    expect(widened).toHaveLength(1);
  });
});

test('every kind of keeping is shown', () => {
  const keeps = demoDefinitions.flatMap(({ current }) =>
    current.categories.map((category) => category.keeps),
  );
  expect(new Set(keeps)).toEqual(new Set(['value', 'masked', 'count']));
});

test('every demo person has an address that reaches nobody', () => {
  for (const { email } of demoPeople) expect(email).toMatch(/[@.]example\.(com|org)$/);
  expect(new Set(demoPeople.map(({ email }) => email)).size).toBe(demoPeople.length);
});
