import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#db/testing.ts';
import { keepDemoMail, listDemoMail } from './demo-mail.ts';
import { listDemoPeople, requireDemoPerson } from './demo-people.ts';

let database: TestDatabase;
let ids: string[] = [];
beforeAll(async () => {
  database = await testDatabase();
  const rows =
    await database.owner`insert into person (name) values ('Mira'), ('Jonas'), ('Real') returning id`;
  ids = rows.map((row) => row.id);
  await database.owner`insert into demo_person (person_id, position, note)
    values (${ids[0] ?? ''}, 2, '{"en":"second"}'), (${ids[1] ?? ''}, 1, '{"en":"first"}')`;
});
afterAll(() => database.drop());

test('the demo offers its invented people in their order', async () => {
  expect((await listDemoPeople(database.db)).map((entry) => entry.name)).toEqual(['Jonas', 'Mira']);
});

test('nobody else can be signed in as', async () => {
  expect(await requireDemoPerson(database.db, ids[0])).toBe(ids[0]);
  for (const id of [ids[2], crypto.randomUUID(), 'mira', null])
    await expect(requireDemoPerson(database.db, id)).rejects.toMatchObject({ code: 'not_found' });
});

test('the inbox shows the newest mail first', async () => {
  for (const subject of ['one', 'two'])
    await keepDemoMail(database.db, { recipient: 'mira@example.com', subject, body: '' });
  expect((await listDemoMail(database.db)).map((mail) => mail.subject)).toEqual(['two', 'one']);
});
