import { expect, test } from 'vitest';
import { rowTexts } from './exchange/exchange-view.ts';
import { wordsOf } from './reader.ts';

const words = wordsOf('de', { defaultLocale: 'en' });

test('a brand’s words come in the reader’s language, else in the brand’s own, which is then told', () => {
  expect([
    words({ de: 'Einkäufe', en: 'Purchases' }),
    words.lang({ de: 'Einkäufe', en: 'Purchases' }),
  ]).toEqual(['Einkäufe', undefined]);
  expect([words({ fr: 'Achats', en: 'Purchases' }), words.lang({ fr: 'Achats', en: 'Purchases' })]).toEqual([
    'Purchases',
    'en',
  ]);
  expect([words({ fr: 'Achats' }), words.lang({ fr: 'Achats' })]).toEqual(['Achats', 'fr']);
  expect([words({}), words.lang({})]).toEqual(['', undefined]);
});

test('a row names the language of just those texts that are not in the reader’s', () => {
  const both = { de: 'ja', en: 'yes' };
  const terms = { title: both, give: { en: 'You give' }, get: both, off: both };
  expect(rowTexts(terms, words)).toMatchObject({ give: 'You give', lang: { give: 'en' } });
  expect(rowTexts({ ...terms, give: both }, words)).not.toHaveProperty('lang');
});
