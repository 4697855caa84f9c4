import { utimes, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#db/testing.ts';
import type { StaffActor } from '../actor.ts';
import { makeBrand } from '../testing.ts';
import { none } from './report.ts';
import { beginUpload, closeUpload, discardUpload, finishUpload, openUpload } from './upload.ts';

let database: TestDatabase;
let editor: StaffActor;
let owner: StaffActor;
let support: StaffActor;
beforeAll(async () => {
  database = await testDatabase();
  const brand = await makeBrand(database);
  editor = (await brand.staff('editor')).actor;
  owner = (await brand.staff('owner')).actor;
  support = (await brand.staff('support')).actor;
});
afterAll(() => database.drop());

async function upload(name = 'orders.csv') {
  const { id, place } = await beginUpload();
  await writeFile(place('mapping'), '{}');
  await writeFile(place(0), 'id\n1\n');
  await finishUpload(editor, id, [name]);
  return { id, place };
}

test('an upload is there for whoever sent it, and for nobody else', async () => {
  const { id } = await upload();
  const { files, mapping, open, report } = await openUpload(editor, id);
  expect({ files, mapping, report }).toEqual({ files: ['orders.csv'], mapping: '{}', report: null });
  const file = await open('folder/orders.csv');
  expect(file && (await text(file.stream))).toBe('id\n1\n');
  await expect(openUpload(owner, id)).rejects.toMatchObject({ code: 'not_found' });
  await expect(openUpload(support, id)).rejects.toMatchObject({ code: 'forbidden' });
});

test('a file whose name climbs out of the folder stays in it', async () => {
  const { id } = await upload('../../etc/passwd');
  const { files, open } = await openUpload(editor, id);
  expect(files).toEqual(['passwd']);
  expect(await open('/etc/hosts')).toBeNull();
  await expect(openUpload(editor, '../..')).rejects.toMatchObject({ code: 'not_found' });
});

test('once loaded only the report stays; refused, the files wait for another try', async () => {
  const report = { feeds: [], customers: none(), waiting: 0, bad: { total: 0, kept: [] }, seconds: 1 };
  const { id } = await upload();
  await closeUpload(editor, id, { ...report, status: 'refused' });
  expect(await (await openUpload(editor, id)).open('orders.csv')).not.toBeNull();
  await closeUpload(editor, id, { ...report, status: 'loaded' });
  const left = await openUpload(editor, id);
  expect(left).toMatchObject({ mapping: '', report: { status: 'loaded' } });
  expect(await left.open('orders.csv')).toBeNull();
});

test('thrown away, or left for more than an hour, it is gone', async () => {
  const [thrown, left] = [await upload(), await upload()];
  await discardUpload(editor, thrown.id);
  await utimes(dirname(left.place(0)), 0, new Date(Date.now() - 61 * 60 * 1000));
  await upload();
  for (const { id } of [thrown, left])
    await expect(openUpload(editor, id)).rejects.toMatchObject({ code: 'not_found' });
});
