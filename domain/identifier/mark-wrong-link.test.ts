import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#db/testing.ts';
import type { CustomerActor, StaffActor } from '../actor.ts';
import { setChoices } from '../choice/set-choices.ts';
import type { Ctx } from '../context.ts';
import { customerId } from '../customer/customer-id.ts';
import { listHistory } from '../history/list-history.ts';
import { readLedger, verifyChain } from '../ledger/verify-chain.ts';
import { listLinkNotes } from '../person/link-notes.ts';
import { findStatement } from '../statement/queries.ts';
import { confirmIdentifier } from './confirm-identifier.ts';
import { type Guest, type IdentityBrand, identityBrand } from './identity.testing.ts';
import { markWrongLink } from './mark-wrong-link.ts';

let database: TestDatabase;
let brand: IdentityBrand;
let owner: Ctx<StaffActor>;
let stranger: Guest;
let person: Guest;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

const [wrong, right] = ['wrong@example.org', 'right@example.org'];
const reason = 'The address was mistyped at the till.';

/** A stranger has had the record, said one yes and one no; then the address was corrected. */
beforeEach(async () => {
  await database.owner`truncate customer, relation, account, session, proved_address, staff`;
  brand = await identityBrand(database);
  owner = await brand.staff('owner');
  for (const slug of ['offers', 'letters', 'later']) await brand.publish(slug, { purpose: slug });
  await brand.load(brand.system, `r,${wrong},`);
  stranger = await brand.byMail(wrong);
  expect(await brand.opens(stranger)).toEqual(['r']);
  await say(stranger, 'offers', 'on');
  await say(stranger, 'letters', 'off');
  person = await brand.byMail(right);
});

const as = ({ personId }: Guest): Ctx<CustomerActor> => ({
  db: database.db,
  actor: { kind: 'customer', personId, brandId: brand.id, customerId: customerId(brand.idKey, 'r') },
});
const say = (who: Guest, exchange: string, want: 'on' | 'off') =>
  setChoices(as(who), { wishes: [{ exchange, want, version: 1 }], locale: 'en' });
const linkOf = async ({ personId }: Guest): Promise<number> => {
  const [row] = await database.owner`select id from relation where person_id = ${personId} order by id desc`;
  return Number(row?.id);
};
const correct = async () => {
  await brand.load(brand.system, `r,${right},`);
  expect(await brand.opens(person)).toEqual(['r']);
};

describe('a link found to be a stranger’s', () => {
  test('takes back the yes that was said through it and keeps the no, by entries of its own', async () => {
    await correct();
    expect(await markWrongLink(owner, { link: await linkOf(stranger), reason })).toBe(1);
    const { categories } = await findStatement(as(person));
    const stands = categories.flatMap(({ exchanges }) =>
      exchanges.map(({ slug, standing }) => [slug, standing]),
    );
    expect(Object.fromEntries(stands)).toMatchObject({
      offers: 'withdrawn',
      letters: 'refused',
      later: 'never_asked',
    });
    const ledger = await readLedger(as(person));
    expect(ledger.map(({ actor, state }) => [actor.kind, state])).toEqual([
      ['customer', 'granted'],
      ['customer', 'refused'],
      ['staff', 'withdrawn'],
    ]);
    expect(verifyChain(ledger)).toEqual({ ok: true });
    await say(person, 'letters', 'on');
  });

  test('is shown to its person: what was changed, by whom it was open, what was not theirs, and why', async () => {
    await correct();
    await markWrongLink(owner, { link: await linkOf(stranger), reason });
    const { entries } = await listHistory(as(person));
    expect(entries).toMatchObject([
      { kind: 'staff', action: 'link.found_wrong', reason },
      { kind: 'choice', state: 'withdrawn', by: 'staff', foundWrong: false },
      { kind: 'link', foundWrong: true },
      {
        kind: 'identifier',
        identifier: 'email',
        before: 'w…@example.org',
        after: 'r…@example.org',
        by: 'system',
      },
      { kind: 'choice', exchange: 'letters', bySomeoneElse: true, foundWrong: true },
      { kind: 'choice', exchange: 'offers', bySomeoneElse: true, foundWrong: true },
    ]);
    expect(JSON.stringify(entries)).not.toContain(wrong);
  });

  test('is told to the stranger, with nothing of the record', async () => {
    await correct();
    expect(await listLinkNotes(database.db, stranger.personId)).toMatchObject([
      { kind: 'ended', ended: 'changed' },
    ]);
    await markWrongLink(owner, { link: await linkOf(stranger), reason });
    const notes = await listLinkNotes(database.db, stranger.personId);
    expect(notes).toMatchObject([{ kind: 'ended', ended: 'wrong', canObject: false }]);
    expect(JSON.stringify(notes)).not.toMatch(/right|"r"/);
  });

  test('before the address is corrected, ends and stays ended, although the address still fits', async () => {
    await markWrongLink(owner, { link: await linkOf(stranger), reason });
    expect(await brand.opens(stranger)).toEqual([]);
    expect(await brand.opens(await brand.byMail(wrong))).toEqual([]);
    await expect(say(stranger, 'letters', 'on')).rejects.toMatchObject({ code: 'not_found' });
    await correct();
    await brand.load(brand.system, `r,${wrong},`);
    expect(await brand.opens(person)).toEqual([]);
    expect(await brand.opens(await brand.byMail(wrong))).toEqual([]);
  });

  test('opens again to the same person only by another colleague’s word', async () => {
    await markWrongLink(owner, { link: await linkOf(stranger), reason });
    await confirmIdentifier(await brand.staff('support'), { externalId: 'r', kind: 'email', value: wrong });
    expect(await brand.opens(stranger)).toEqual(['r']);
  });

  test('is found once, by an owner of the brand, with a reason', async () => {
    const link = await linkOf(stranger);
    for (const role of ['editor', 'support', 'analyst'] as const)
      await expect(markWrongLink(await brand.staff(role), { link, reason })).rejects.toMatchObject({
        code: 'forbidden',
      });
    const foreign = await (await identityBrand(database)).staff('owner');
    await expect(markWrongLink(foreign, { link, reason })).rejects.toMatchObject({ code: 'not_found' });
    await expect(markWrongLink(owner, { link, reason: 'no' })).rejects.toMatchObject({ code: 'invalid' });
    const both = [markWrongLink(owner, { link, reason }), markWrongLink(owner, { link, reason })];
    expect((await Promise.all(both)).sort()).toEqual([0, 1]);
    expect(await readLedger(as(stranger))).toHaveLength(3);
  });
});
