import { describe, expect, test } from 'vitest';
import type { Terms, ValuePromise } from '#lib/terms.ts';
import { someTerms } from '../testing.ts';
import { widerTerms } from './widening.ts';

const promise: ValuePromise = { capital: 'economic', amount: '3', unit: 'EUR', per: 'month' };
const old: Terms = {
  ...someTerms(),
  level: 1,
  retentionDays: 365,
  recipients: ['The shop', 'The mill'],
  sources: ['observed', 'provided'],
  lapsesAfterDays: 365,
  promise,
};

describe('a yes is asked again when the new version', () => {
  test.each<[string, Partial<Terms>, string]>([
    ['is about other data', { category: 'other' }, 'category'],
    ['is for something else', { purpose: 'other' }, 'purpose'],
    ['stands on another basis', { basis: 'legitimate_interests' }, 'basis'],
    ['goes further', { level: 2 }, 'level'],
    ['keeps the data a day longer', { retentionDays: 366 }, 'retention'],
    ['keeps the data without end', { retentionDays: null }, 'retention'],
    ['goes to one more', { recipients: [...old.recipients, 'An ad network'] }, 'recipients'],
    ['goes to another instead', { recipients: ['The shop', 'An ad network'] }, 'recipients'],
    ['takes from one more source', { sources: [...old.sources, 'acquired'] }, 'sources'],
    ['lets a yes last longer', { lapsesAfterDays: 366 }, 'lapse'],
    ['lets a yes last for ever', { lapsesAfterDays: null }, 'lapse'],
    ['gives less', { promise: { ...promise, amount: '2.999999' } }, 'promise'],
    ['gives it less often', { promise: { ...promise, per: 'quarter' } }, 'promise'],
    ['gives another kind of value', { promise: { ...promise, capital: 'social' } }, 'promise'],
    ['gives it in another unit', { promise: { ...promise, unit: 'points' } }, 'promise'],
  ])('%s', (_, change, widening) => {
    expect(widerTerms(old, { ...old, ...change })).toEqual([widening]);
  });
});

describe('a yes still stands when the new version', () => {
  test.each<[string, Partial<Terms>]>([
    ['says the same in other words', { give: { en: 'Other words.' }, title: { en: 'Another title' } }],
    ['goes less far', { level: 0 }],
    ['keeps the data for less long', { retentionDays: 30 }],
    ['goes to fewer', { recipients: ['The mill'] }],
    ['takes from fewer sources', { sources: ['observed'] }],
    ['asks again sooner', { lapsesAfterDays: 30 }],
    ['gives more', { promise: { ...promise, amount: '3.01' } }],
    ['gives as much, written otherwise', { promise: { ...promise, amount: '3.00' } }],
    ['gives as much, told by the week', { promise: { ...promise, amount: '0.7', per: 'week' } }],
  ])('%s', (_, change) => {
    expect(widerTerms(old, { ...old, ...change })).toEqual([]);
  });

  test('puts an end to what had none', () => {
    const endless = { ...old, retentionDays: null, lapsesAfterDays: null };
    expect(widerTerms(endless, old)).toEqual([]);
  });
});

test('a promise is compared exactly, however large', () => {
  const large = (amount: string): Terms => ({ ...old, promise: { ...promise, amount } });
  expect(widerTerms(large('999999999999.000002'), large('999999999999.000001'))).toEqual(['promise']);
});
