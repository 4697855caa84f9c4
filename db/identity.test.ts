import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from './testing.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

/** The part of the migration that judges the links of before. */
async function judgeLinks() {
  const text = await readFile(new URL('./migrations/0018_identity.sql', import.meta.url), 'utf8');
  await database.owner.unsafe(text.slice(text.indexOf('-- The links of today')));
}

test('links of before stay where their person proves the address as it is now, and does not work for the brand', async () => {
  const { owner } = database;
  const [brand] = await owner`
    insert into brand (slug, name, summary, default_locale, id_key)
    values ('old', '{"en":"Old"}', '{}', 'en', '\\x00') returning id`;
  for (const [place, name] of ['right', 'stranger', 'editor'].entries()) {
    const [person] = await owner`
      insert into person (email, email_verified_at) values (${`${name}@example.org`}, now()) returning id`;
    const email = name === 'stranger' ? 'corrected@example.org' : `${name}@example.org`;
    const id = `00000000-0000-8000-8000-00000000000${place}`;
    await owner`insert into customer (customer_id, brand_id, external_id, email)
      values (${id}, ${brand?.id}, ${name}, ${email})`;
    await owner`insert into relation (person_id, brand_id, customer_id) values (${person?.id}, ${brand?.id}, ${id})`;
    if (name === 'editor')
      await owner`insert into staff (brand_id, person_id, role) values (${brand?.id}, ${person?.id}, 'editor')`;
  }
  await judgeLinks();
  const rows = await owner`
    select c.external_id as record, c.person_id is not null as held, r.proof, r.ended
    from customer c join relation r using (customer_id) order by r.id`;
  expect(rows).toEqual([
    { record: 'right', held: true, proof: 'email', ended: null },
    { record: 'stranger', held: false, proof: null, ended: 'unproven' },
    { record: 'editor', held: false, proof: null, ended: 'unproven' },
  ]);
  expect(await owner`select * from proved_address`).toHaveLength(3);
});
