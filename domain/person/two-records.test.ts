import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#db/testing.ts';
import { hashToken } from '#lib/token.ts';
import type { CustomerActor, PersonId } from '../actor.ts';
import { setChoices } from '../choice/set-choices.ts';
import type { Ctx } from '../context.ts';
import { findSeveral } from '../customer/own-records.ts';
import { tinyShop } from '../import/import.testing.ts';
import { findStatement, listRelations } from '../statement/queries.ts';
import { admit } from './admit.ts';
import { findVisit, type Visit } from './find-visit.ts';
import { recordAt } from './record-address.ts';

/** Two rows of one file, one address: as in the report that somebody saw only the older of their two records. */
const rows = `customer,email,since,order,what
SH-OLD,pair.probe@example.com,2020-01-01,q1,Old fork
SH-NEW,pair.probe@example.com,2025-01-01,q2,New fork
`;

let database: TestDatabase;
let visit: Visit;

beforeAll(async () => {
  database = await testDatabase();
  const shop = await tinyShop(database, 'forks');
  await shop.load(rows, {
    customer: { id: 'customer', email: 'email', since: 'since' },
    holdings: [{ category: 'bought', source: 'observed', key: ['order'], label: '{what}' }],
    benefits: [],
    columns: {},
  });
  const [person] = await database.owner`insert into person (email, email_verified_at)
    values ('pair.probe@example.com', now()) returning id`;
  await database.owner`insert into session (token_hash, person_id, expires_at)
    values (${hashToken('open')}, ${person?.id}, now() + interval '1 hour')`;
  await admit(database.db, person?.id as PersonId, null);
  const found = await findVisit(database.db, hashToken('open'));
  if (!found) throw new Error('The session opens nothing.');
  visit = found;
});
afterAll(() => database.drop());

function at(address: string): Ctx<CustomerActor> {
  const held = recordAt(visit.relations, address);
  if (!held) throw new Error(`No record is at ${address}.`);
  const { personId } = visit;
  const actor = { kind: 'customer', personId, brandId: held.id, customerId: held.customerId } as const;
  return { db: database.db, actor };
}

const isOn = async (address: string) => {
  const { categories } = await findStatement(at(address));
  return categories.flatMap(({ exchanges }) => exchanges).find(({ slug }) => slug === 'better-offers')?.on;
};

describe('someone of whom a brand holds two records under one address', () => {
  test('sees both, the longer relationship first, each with what is held in it', async () => {
    const relations = await listRelations(database.db, visit.relations);
    expect(relations.map(({ statement }) => statement.since.getUTCFullYear())).toEqual([2020, 2025]);
    expect(relations.map(({ statement }) => statement.held.count)).toEqual([1, 1]);
    expect(relations[0]?.record.address).toBe('forks');
    expect(relations[1]?.record.address).toMatch(/^forks~/);
  });

  test("can tell them apart by the brand's own number, too", async () => {
    const several = await findSeveral(database.db, visit.relations);
    expect(several.map(({ externalId }) => externalId)).toEqual(['SH-OLD', 'SH-NEW']);
    expect(await findSeveral(database.db, visit.relations.slice(0, 1))).toEqual([]);
  });

  test('turns one on, and the other stays as it was', async () => {
    const second = visit.relations[1]?.record ?? '';
    await setChoices(at(second), {
      wishes: [{ exchange: 'better-offers', want: 'on', version: 1 }],
      locale: 'en',
    });
    expect([await isOn('forks'), await isOn(second)]).toEqual([false, true]);
  });
});
