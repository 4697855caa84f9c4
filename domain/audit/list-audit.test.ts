import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#db/testing.ts';
import { transact } from '../context.ts';
import { addStaff } from '../staff/add-staff.ts';
import { makeBrand } from '../testing.ts';
import { listAudit } from './list-audit.ts';
import { writeAudit } from './write-audit.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

test('an owner pages through what was done, newest first, each row once', async () => {
  const brand = await makeBrand(database);
  const owner = await brand.staff('owner');
  for (const subject of ['a', 'b', 'c', 'd', 'e'])
    await transact(owner, (tx) => writeAudit(tx, owner.actor, { action: 'exchange.edited', subject }));
  const first = await listAudit(owner, { size: 2 });
  const second = await listAudit(owner, { size: 2, before: first.older ?? 0 });
  const third = await listAudit(owner, { size: 2, before: second.older ?? 0 });
  const subjects = [first, second, third].map(({ rows }) => rows.map(({ subject }) => subject));
  expect(subjects).toEqual([['e', 'd'], ['c', 'b'], ['a']]);
  expect(third.older).toBeNull();
});

test('a member of the team is named, a system has no person', async () => {
  const brand = await makeBrand(database);
  const owner = await brand.staff('owner');
  await addStaff(owner, { email: 'grace@example.org', role: 'editor' });
  await transact(brand.system, (tx) =>
    writeAudit(tx, brand.system.actor, { action: 'staff.added', subject: 'by hand' }),
  );
  const { rows } = await listAudit(owner);
  expect(rows).toMatchObject([
    { who: null, role: 'system', subject: 'by hand' },
    { role: 'owner', action: 'staff.added', subject: 'grace@example.org', details: { role: 'editor' } },
  ]);
});

test("others see nothing, and nobody sees another brand's", async () => {
  const brand = await makeBrand(database);
  await expect(listAudit(await brand.staff('editor'))).rejects.toMatchObject({ code: 'forbidden' });
  expect((await listAudit(await brand.staff('owner'))).rows).toEqual([]);
});
