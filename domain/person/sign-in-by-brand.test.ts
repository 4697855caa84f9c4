import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#db/testing.ts';
import { hashToken } from '#lib/token.ts';
import type { PersonId, StaffActor } from '../actor.ts';
import type { Ctx } from '../context.ts';
import { customerId } from '../customer/customer-id.ts';
import { listHistory } from '../history/list-history.ts';
import { type IdentityBrand, identityBrand } from '../identifier/identity.testing.ts';
import { addLoginKey } from '../login-key/add-login-key.ts';
import { makeLogin, portal } from '../login-key/login.testing.ts';
import { type LoginWord, readLoginToken } from '../login-key/read-token.ts';
import { revokeLoginKey } from '../login-key/revoke-login-key.ts';
import { findVisit } from './find-visit.ts';
import { endAllSessions, listSessions } from './sessions.ts';
import { signInByBrand } from './sign-in-by-brand.ts';
import { weighLogin } from './weigh-login.ts';

let database: TestDatabase;
let brand: IdentityBrand;
let owner: Ctx<StaffActor>;
let login: Awaited<ReturnType<typeof makeLogin>>;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  brand = await identityBrand(database);
  owner = await brand.staff('owner');
  login = await makeLogin(brand.slug);
  await addLoginKey(owner, { name: 'Shop', jwk: login.text });
});

const address = () => `${randomUUID()}@example.org`;

/** What the brand's login says of a customer, as it is read here. */
async function word(externalId: string, by = login): Promise<LoginWord> {
  const reading = await readLoginToken(database.db, await by.token(externalId), { brand, portal });
  if (!reading.ok) throw new Error(reading.why);
  return reading.word;
}

const weighed = async (externalId: string, own: PersonId | null = null) =>
  (await weighLogin(database.db, brand.id, await word(externalId), own)).does;

/** Comes from the brand's own page and presses the button. Gives the token of the session, and whose it is. */
async function come(said: LoginWord, own: PersonId | null = null, does?: string) {
  const token = randomUUID();
  const what = does ?? (await weighLogin(database.db, brand.id, said, own)).does;
  const { personId } = await signInByBrand(database.db, {
    ...{ brandId: brand.id, word: said, own, does: what },
    fresh: {
      tokenHash: hashToken(token),
      userAgent: null,
      expiresAt: new Date(Date.now() + 3_600_000),
    },
  });
  return { token, personId };
}

const visit = (token: string) => findVisit(database.db, hashToken(token));
const idOf = (externalId: string) => customerId(brand.idKey, externalId);

describe('whom a brand names, in a browser where nobody is signed in', () => {
  test('gets in without an address, as the same person each time', async () => {
    await brand.load(brand.system, `1,${address()},`);
    const [first, second] = [await come(await word('1')), await come(await word('1'))];
    expect(await brand.opens(first)).toEqual(['1']);
    expect(await brand.opens(second)).toEqual(['1']);
    expect(second.personId).toBe(first.personId);
    expect(await visit(first.token)).toMatchObject({ through: idOf('1'), name: null, email: null });
  });

  test('gets in by one word once, even from two browsers at the same moment', async () => {
    await brand.load(brand.system, '1,,');
    const said = await word('1');
    const came = await Promise.allSettled([1, 2, 3, 4].map(() => come(said, null, 'enter')));
    expect(came.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await expect(come(said, null, 'enter')).rejects.toMatchObject({ code: 'conflict' });
    const [kept] =
      await database.owner`select count(*)::int as n from relation where customer_id = ${idOf('1')}`;
    expect(kept?.n).toBe(1);
  });

  test('gets nowhere when the brand has brought in no such record', async () => {
    expect(await weighed('nobody')).toBe('unknown');
    await expect(come(await word('nobody'), null, 'enter')).rejects.toMatchObject({ code: 'not_found' });
  });

  test('gets nowhere when somebody opens the record by an address of theirs', async () => {
    const email = address();
    await brand.load(brand.system, `1,${email},`);
    const guest = await brand.byMail(email);
    expect(await weighed('1')).toBe('held');
    await expect(come(await word('1'), null, 'enter')).rejects.toMatchObject({ code: 'not_found' });
    expect(await brand.opens(guest)).toEqual(['1']);
  });

  test("sees in the record's history that it was opened, and the brand in its audit log", async () => {
    await brand.load(brand.system, '1,,');
    const { personId } = await come(await word('1'));
    const actor = { kind: 'customer', personId, brandId: brand.id, customerId: idOf('1') } as const;
    const { entries } = await listHistory({ db: database.db, actor });
    expect(entries).toMatchObject([{ kind: 'staff', action: 'customer.signed_in' }]);
  });
});

describe("someone signed in by means of their own whom a brand's word names", () => {
  test('gets the record beside their own, once they said so', async () => {
    const email = address();
    await brand.load(brand.system, `1,${email},`, '2,,');
    const guest = await brand.byMail(email);
    expect(await brand.opens(guest)).toEqual(['1']);
    expect(await weighed('2', guest.personId)).toBe('add');
    expect(await brand.opens(guest)).toEqual(['1']);
    await come(await word('2'), guest.personId);
    expect(await brand.opens(guest)).toEqual(['1', '2']);
  });

  test('takes it over from whoever had it by such a word only, whose sessions end', async () => {
    await brand.load(brand.system, '1,,');
    const before = await come(await word('1'));
    const guest = await brand.byMail(address());
    await come(await word('1'), guest.personId);
    expect(await brand.opens(guest)).toEqual(['1']);
    expect(await visit(before.token)).toBeNull();
    const links = await database.owner`select person_id, ended, proof from relation
      where customer_id = ${idOf('1')} order by id`;
    expect(links).toMatchObject([
      { person_id: before.personId, ended: 'moved', proof: 'brand_token' },
      { person_id: guest.personId, ended: null, proof: 'brand_token' },
    ]);
  });

  test("cannot take a record that is somebody's by their own means", async () => {
    const email = address();
    await brand.load(brand.system, `1,${email},`);
    const [theirs, thief] = [await brand.byMail(email), await brand.byMail(address())];
    expect(await weighed('1', thief.personId)).toBe('held');
    await expect(come(await word('1'), thief.personId, 'add')).rejects.toMatchObject({ code: 'not_found' });
    expect([await brand.opens(theirs), await brand.opens(thief)]).toEqual([['1'], []]);
  });

  test('cannot take one of the brand that they work for', async () => {
    await brand.load(brand.system, '1,,');
    for (const role of ['owner', 'editor', 'support', 'analyst'] as const) {
      const { actor } = await brand.member(role, address());
      expect(await weighed('1', actor.personId), role).toBe('staff');
      await expect(come(await word('1'), actor.personId, 'add')).rejects.toMatchObject({ code: 'not_found' });
    }
  });

  test('gets nothing that the page did not say', async () => {
    await brand.load(brand.system, '1,,');
    const guest = await brand.byMail(address());
    await expect(come(await word('1'), guest.personId, 'enter')).rejects.toMatchObject({ code: 'stale' });
    await expect(come(await word('1'), null, 'add')).rejects.toMatchObject({ code: 'stale' });
    expect(await brand.opens(guest)).toEqual([]);
  });

  test('opens nothing new, and gives nothing away, by a word about what they have', async () => {
    const email = address();
    await brand.load(brand.system, `1,${email},`);
    const guest = await brand.byMail(email);
    expect(await weighed('1', guest.personId)).toBe('keep');
    await come(await word('1'), guest.personId);
    expect(await weighed('1')).toBe('held');
  });
});

describe("a session that a brand's login began", () => {
  /** Somebody with an address, a post and a second brand, who let this brand's login open their record, too. */
  async function richPerson() {
    const email = address();
    const other = await identityBrand(database);
    await other.load(other.system, `9,${email},`);
    await brand.load(brand.system, '1,,', `2,${email},`);
    const guest = await brand.byMail(email);
    await database.owner`update person set name = 'Anna' where id = ${guest.personId}`;
    const elsewhere = await identityBrand(database);
    await database.owner`insert into staff (brand_id, person_id, role) values (${elsewhere.id}, ${guest.personId}, 'owner')`;
    await come(await word('1'), guest.personId);
    return guest;
  }

  test('opens that one record and tells nothing else of its person', async () => {
    const guest = await richPerson();
    expect((await visit(guest.token))?.relations).toHaveLength(3);
    const through = await come(await word('1'));
    expect(through.personId).toBe(guest.personId);
    const seen = await visit(through.token);
    expect(seen).toMatchObject({ through: idOf('1'), name: null, email: null, posts: [] });
    expect(seen?.relations).toMatchObject([{ customerId: idOf('1'), address: brand.slug }]);
  });

  test('sees and ends sessions of its own kind only', async () => {
    const guest = await richPerson();
    const [one, two] = [await come(await word('1')), await come(await word('1'))];
    const whose = { personId: guest.personId, through: idOf('1') };
    expect(await listSessions(database.db, whose)).toHaveLength(2);
    await endAllSessions(database.db, whose);
    expect([await visit(one.token), await visit(two.token)]).toEqual([null, null]);
    expect(await visit(guest.token)).not.toBeNull();
  });

  test('links nothing that its person could link', async () => {
    const guest = await richPerson();
    const [row] = await database.owner`select email from person where id = ${guest.personId}`;
    const through = await come(await word('1'));
    await brand.load(brand.system, `3,${row?.email},`);
    await visit(through.token);
    const links = await database.owner`select from relation where customer_id = ${idOf('3')}`;
    expect(links).toHaveLength(0);
    expect(await brand.opens(guest)).toEqual(['1', '2', '3']);
  });
});

describe('a record that somebody opens by nothing but the word of the brand', () => {
  test('goes to whoever proves its address: staff who can make such words cannot keep it from its person', async () => {
    const email = address();
    await brand.load(brand.system, `1,${email},`);
    const before = await come(await word('1'));
    const guest = await brand.byMail(email);
    expect(await brand.opens(guest)).toEqual(['1']);
    expect(await visit(before.token)).toBeNull();
    expect(await weighed('1')).toBe('held');
  });

  test('goes to them also where they were signed in before the record had their address', async () => {
    const email = address();
    const guest = await brand.byMail(email);
    await brand.load(brand.system, `1,${email},`);
    const before = await come(await word('1'));
    expect(await brand.opens(guest)).toEqual(['1']);
    expect(await visit(before.token)).toBeNull();
  });
});

describe('once a key is revoked', () => {
  test('whoever it let in is signed out, and comes in again by another', async () => {
    await brand.load(brand.system, '1,,');
    const before = await come(await word('1'));
    await revokeLoginKey(owner, login.kid);
    expect(await visit(before.token)).toBeNull();
    const next = await makeLogin(brand.slug);
    await addLoginKey(owner, { name: 'Next', jwk: next.text });
    const after = await come(await word('1', next));
    expect(after.personId).toBe(before.personId);
    expect(await brand.opens(after)).toEqual(['1']);
  });

  test('a thief who took a record by it loses it, though its customer has come by another key since', async () => {
    await brand.load(brand.system, '1,,');
    const next = await makeLogin(brand.slug);
    await addLoginKey(owner, { name: 'Next', jwk: next.text });
    const thief = await brand.byMail(address());
    await come(await word('1'), thief.personId);
    await come(await word('1', next));
    await revokeLoginKey(owner, login.kid);
    expect(await brand.opens(thief)).toEqual([]);
    const [link] = await database.owner`select ended from relation where person_id = ${thief.personId}`;
    expect(link?.ended).toBe('unproven');
    const customer = await come(await word('1', next));
    expect(customer.personId).not.toBe(thief.personId);
    expect(await brand.opens(customer)).toEqual(['1']);
  });

  test('a link that an address proves as well stays', async () => {
    const email = address();
    await brand.load(brand.system, '1,,');
    const guest = await brand.byMail(email);
    await come(await word('1'), guest.personId);
    await brand.load(brand.system, `1,${email},`);
    await revokeLoginKey(owner, login.kid);
    expect(await brand.opens(guest)).toEqual(['1']);
  });

  test('a word that was read before lets nobody in, also at the same moment', async () => {
    await brand.load(brand.system, ...Array.from({ length: 8 }, (_, n) => `${n},,`));
    const words = await Promise.all(Array.from({ length: 8 }, (_, n) => word(String(n))));
    const coming = words.map((said) => come(said, null, 'enter').catch(() => null));
    const [came] = await Promise.all([Promise.all(coming), revokeLoginKey(owner, login.kid)]);
    for (const guest of came) if (guest) expect(await visit(guest.token)).toBeNull();
    await expect(
      come({ ...(words[0] as LoginWord), jti: randomUUID() }, null, 'enter'),
    ).rejects.toMatchObject({
      code: 'forbidden',
    });
  });
});

test('a link found to be a stranger’s is not made anew by an old word, but by a new one', async () => {
  await brand.load(brand.system, '1,,');
  const guest = await brand.byMail(address());
  await come(await word('1'), guest.personId);
  await database.owner`update relation set ended = 'wrong', ended_at = clock_timestamp() where person_id = ${guest.personId}`;
  await database.owner`update customer set person_id = null where customer_id = ${idOf('1')}`;
  expect(await brand.opens(guest)).toEqual([]);
  const customer = await come(await word('1'));
  expect(customer.personId).not.toBe(guest.personId);
});
