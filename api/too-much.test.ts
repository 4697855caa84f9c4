import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { emptyLists } from '#lib/attacks.testing.ts';
import { longestSilence } from '#lib/heartbeat.testing.ts';
import { type Call, type TestApi, testApi } from './api.testing.ts';

let api: TestApi;
let call: Call;
beforeAll(async () => {
  api = await testApi();
  call = await api.as('ingest', 'decide', 'choices');
  await api.brand.publish('offers');
});
afterAll(() => api.database.drop());

const use = { category: 'purchases', purpose: 'recommend' };
const gzip = { 'content-encoding': 'gzip' };
const ndjson = { 'content-type': 'application/x-ndjson' };

/** Milliseconds for which others may have to wait. */
const patience = 200;

describe('what is small to send and dear to read is refused before it is read, and nobody waits for it', () => {
  const bomb = emptyLists();
  const lists = `[${'[],'.repeat(2_000_000)}[]]`;
  const names = (text: string) => `{${Array.from({ length: 200_000 }, (_, i) => `"a${i}":${text}`).join()}}`;

  test.each([
    ['five million empty lists in 15 kB of gzip, as a question', 'POST', '/decisions', bomb, gzip],
    ['the same as a choice', 'PUT', '/customers/C-1/choices/offers', bomb, gzip],
    ['the same as a customer', 'PUT', '/customers/C-1', bomb, gzip],
    ['the same as holdings', 'POST', '/holdings', bomb, gzip],
    ['the same as a batch of events', 'POST', '/api/segment/v1/batch', bomb, gzip],
    ['the same as one event', 'POST', '/api/segment/v1/track', bomb, gzip],
    ['two million empty lists as rows', 'POST', '/benefits', lists, {}],
    ['two million empty lists in one line of NDJSON', 'POST', '/holdings', lists, ndjson],
    ['a million empty objects, a line each', 'POST', '/holdings', '{}\n'.repeat(1_000_000), ndjson],
    ['a million empty lines', 'POST', '/holdings', '\n'.repeat(1_000_000), ndjson],
    ['two hundred thousand names', 'POST', '/decisions', names('0'), {}],
    ['a choice with 200 kB of evidence', 'PUT', '/customers/C-1/choices/offers', names('1'), {}],
    [
      'a text that unpacks to a thousand times its size',
      'POST',
      '/holdings',
      gzipSync(`["${'x'.repeat(12_000_000)}"]`),
      gzip,
    ],
  ])('%s', async (_, method, path, body, headers) => {
    const { result, silence } = await longestSilence(() => call(method, path, body, headers));
    expect(result).toMatchObject({ status: 413, body: { code: 'too_large', detail: expect.any(String) } });
    expect(silence).toBeLessThan(patience);
  });
});

describe('and as much as is allowed keeps nobody waiting either', () => {
  const ten = <T>(make: (i: number) => T) => Array.from({ length: 10_000 }, (_, i) => make(i));

  test.each([
    [
      'a question about ten thousand customers',
      '/decisions',
      { ...use, customers: ten((i) => `C-${i}`) },
      200,
    ],
    ['one about ten thousand of whom each is wrong', '/decisions', { ...use, customers: ten(() => '') }, 422],
    [
      'ten thousand holdings of 1.4 kB',
      '/holdings',
      ten((i) => ({
        customer: `C-${i % 100}`,
        category: 'purchases',
        key: `k${i}`,
        label: 'L',
        value: 'v'.repeat(1_400),
        source: 'observed',
      })),
      200,
    ],
    ['ten thousand rows of which each is wrong', '/holdings', ten(() => ({ a: 1, b: 2, c: 3, d: 4 })), 422],
  ])('%s', async (_, path, body, status) => {
    const text = JSON.stringify(body);
    const { result, silence } = await longestSilence(() => call('POST', path, text));
    expect(result.status).toBe(status);
    expect(result.text.length).toBeLessThan(2_000_000);
    expect(silence).toBeLessThan(patience);
  });
});
