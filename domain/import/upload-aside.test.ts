import { writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#db/testing.ts';
import { commaRows, commas, deepLine } from '#lib/attacks.testing.ts';
import { longestSilence } from '#lib/heartbeat.testing.ts';
import type { StaffActor } from '../actor.ts';
import { makeBrand, type TestBrand } from '../testing.ts';
import { beginUpload, finishUpload, openUpload } from './upload.ts';
import { loadAside, previewAside } from './upload-aside.ts';

let database: TestDatabase;
let brand: TestBrand;
let editor: StaffActor;
let asker: { url: string; actor: StaffActor };
beforeAll(async () => {
  database = await testDatabase();
  brand = await makeBrand(database);
  editor = (await brand.staff('editor')).actor;
  asker = { url: database.appUrl, actor: editor };
});
afterAll(() => database.drop());

const holding = { category: 'purchases', source: 'observed', key: ['id'], label: '{what}' };
const usual = { feeds: [{ file: 'a.csv', customer: { id: 'id' }, holdings: [holding] }] };

/** An upload of one file, with the mapping that goes with it. */
async function upload(content: string | Uint8Array, mapping: unknown = usual): Promise<string> {
  const { id, place } = await beginUpload();
  await writeFile(place('mapping'), typeof mapping === 'string' ? mapping : JSON.stringify(mapping));
  await writeFile(place(0), content);
  await finishUpload(editor, id, ['a.csv']);
  return id;
}

const rows = 'id,what\n1,Bread\n2,Milk\n';

test('an upload is shown and loaded as ever', async () => {
  const id = await upload(rows);
  expect(await previewAside(asker, id)).toMatchObject({
    preview: { feeds: [{ rows: [{ customer: '1' }, { customer: '2' }] }], bad: { total: 0 } },
  });
  await loadAside(asker, id, false);
  expect(await openUpload(editor, id)).toMatchObject({ report: { status: 'loaded' } });
});

test('what is wrong with a mapping, whose an upload is and who may, is said as ever', async () => {
  expect(await previewAside(asker, await upload(rows, '{'))).toMatchObject({ faults: [{}] });
  const elsewhere = { feeds: [{ ...usual.feeds[0], holdings: [{ ...holding, category: 'nothing' }] }] };
  expect(await previewAside(asker, await upload(rows, elsewhere))).toMatchObject({
    faults: [{ slug: 'nothing' }],
  });
  const other = { ...asker, actor: (await brand.staff('owner')).actor };
  await expect(previewAside(other, await upload(rows))).rejects.toMatchObject({ code: 'not_found' });
  const support = { ...asker, actor: (await brand.staff('support')).actor };
  await expect(loadAside(support, await upload(rows), false)).rejects.toMatchObject({ code: 'forbidden' });
  const away = { ...asker, url: 'postgresql://mutual_app@127.0.0.1:1/mutual' };
  await expect(previewAside(away, await upload(rows))).rejects.toMatchObject({ code: 'unavailable' });
});

test.each([
  ['45 MB of commas', commas(), 'row_too_long'],
  ['45 MB of rows of commas', commaRows('id,what'), 'row_too_wide'],
  ['NDJSON of a hundred thousand levels', deepLine(), 'row_not_json'],
  ['NDJSON of two thousand levels', deepLine(2_000), 'row_not_json'],
  ['a hundred thousand names', `{${'"a":0,'.repeat(100_000)}"id":1}`, 'row_too_wide'],
])(
  'nobody waits for %s, looked at or loaded, and words say what is wrong',
  async (_, content, code) => {
    const id = await upload(content);
    const { result, silence } = await longestSilence(async () => {
      const shown = await previewAside(asker, id);
      await loadAside(asker, id, false);
      return 'preview' in shown ? shown.preview.bad.kept : [];
    });
    expect(result[0]?.code).toBe(code);
    const { report } = await openUpload(editor, id);
    expect(report).toMatchObject({ status: 'refused' });
    expect(report?.bad.kept[0]?.code).toBe(code);
    expect(silence).toBeLessThan(200);
  },
  60_000,
);

test.each([
  ['a mapping that is a megabyte of lists', `[${'[],'.repeat(333_000)}[]]`],
  ['a mapping a hundred thousand deep', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
  ['a mapping of very many feeds', JSON.stringify({ feeds: Array(100_000).fill({}) })],
])('nobody waits for %s', async (_, mapping) => {
  const id = await upload(rows, mapping);
  const { result, silence } = await longestSilence(() => previewAside(asker, id));
  expect('faults' in result && result.faults.length).toBeGreaterThan(0);
  expect('faults' in result && result.faults.length).toBeLessThan(200);
  expect(silence).toBeLessThan(200);
});

test('while one brand looks at upload after upload, another looks at its own', async () => {
  const id = await upload(rows);
  const flood = Promise.allSettled(Array.from({ length: 10 }, () => previewAside(asker, id)));
  const other = await makeBrand(database);
  const theirs = { ...asker, actor: (await other.staff('editor')).actor };
  const { id: own, place } = await beginUpload();
  await writeFile(place('mapping'), JSON.stringify(usual));
  await writeFile(place(0), rows);
  await finishUpload(theirs.actor, own, ['a.csv']);
  expect(await previewAside(theirs, own)).toMatchObject({ preview: { bad: { total: 0 } } });
  const outcomes = await flood;
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(4);
  expect(outcomes.filter(({ status }) => status === 'rejected')).toContainEqual(
    expect.objectContaining({ reason: expect.objectContaining({ code: 'busy' }) }),
  );
});
