import { expect, test } from 'vitest';
import { readDraft } from './read-draft.ts';

function form(fields: Record<string, string>) {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.append(name, value);
  return data;
}

test('an empty form is an empty draft', () => {
  const empty = { 'title.en': ' ', category: '', recipients: '\n', 'promise.per': 'month' };
  expect(readDraft(form(empty))).toEqual({});
});

test('what is filled in becomes terms', () => {
  const filled = {
    'title.en': ' Ideas ',
    'title.de': 'Ideen',
    level: '2',
    retentionDays: '365',
    recipients: 'We\r\n\r\nA printer\r\n',
    'sources.observed': 'on',
    'promise.capital': 'economic',
    'promise.amount': '2,50',
    'promise.unit': 'eur',
    'promise.per': 'month',
    neverLapses: 'on',
  };
  expect(readDraft(form(filled))).toEqual({
    title: { en: 'Ideas', de: 'Ideen' },
    level: 2,
    retentionDays: 365,
    recipients: ['We', 'A printer'],
    sources: ['observed'],
    promise: { capital: 'economic', amount: '2.50', unit: 'EUR', per: 'month' },
    lapsesAfterDays: null,
  });
});

test('a thousand written with a comma is not taken for one', () => {
  expect(readDraft(form({ 'promise.amount': '1,000' }))).toMatchObject({ promise: { amount: '1,000' } });
});
