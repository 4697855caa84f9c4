import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { newSlugSchema } from '#domain/input.ts';

const pagesOf = (folder: string) =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('['))
    .map(({ name }) => name);

test.each([
  'app/my/[brand]',
  'app/my/[brand]/exchanges',
  'app/staff/[brand]/categories',
  'app/staff/[brand]/exchanges',
  'app/staff/[brand]/purposes',
  'app/staff/[brand]/systems',
])('nothing that a brand names can hide behind a page in %s', (folder) => {
  const free = pagesOf(folder).filter((name) => newSlugSchema.safeParse(name).success);
  expect(free).toEqual([]);
});
