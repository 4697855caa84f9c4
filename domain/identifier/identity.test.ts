import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#db/testing.ts';
import type { CustomerActor } from '../actor.ts';
import { setChoices } from '../choice/set-choices.ts';
import { customerId } from '../customer/customer-id.ts';
import { type Guest, type IdentityBrand, identityBrand, issuer } from './identity.testing.ts';

let database: TestDatabase;
let brand: IdentityBrand;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());
const fresh = async () => {
  brand = await identityBrand(database);
};

const hoursPass = (hours: number) => database.owner`
  update identifier_change set told_at = told_at - make_interval(hours => ${hours}),
    opens_at = opens_at - make_interval(hours => ${hours}), at = at - make_interval(hours => ${hours})`;

/** What every attack is after: the record of someone who has not signed in, which came with the brand's first load. */
const firstLoad = () => brand.load(brand.system, 'victim,,', 'known,true.person@example.org,');

describe('a first load', () => {
  test('lets every person in at once who proves the address or the account that it names', async () => {
    await fresh();
    const anna = await brand.byMail('anna@example.org');
    await brand.load(await brand.staff('editor'), 'a,anna@example.org,', 'b,,b-1');
    await brand.put(await brand.key(await brand.staff('owner')), 'c', { email: 'cem@example.org' });
    expect(await brand.opens(anna)).toEqual(['a']);
    expect(await brand.opens(await brand.byIssuer('b-1'))).toEqual(['b']);
    expect(await brand.opens(await brand.byMail('cem@example.org'))).toEqual(['c']);
    expect(await brand.changes()).toEqual([]);
  });

  test('loaded again changes nothing', async () => {
    await fresh();
    const rows = ['a,anna@example.org,a-1'];
    await brand.load(brand.system, ...rows);
    const report = await brand.load(await brand.staff('editor'), ...rows);
    expect(report).toMatchObject({ status: 'unchanged', waiting: 0 });
    expect(await brand.changes()).toEqual([]);
  });
});

describe('whoever may send data in does not become its person', () => {
  test('an editor by loading their own address, signed in before or after, now or days later', async () => {
    await fresh();
    const mallory = await brand.member('editor', 'mallory@example.org');
    await firstLoad();
    const report = await brand.load(mallory, 'victim,mallory@example.org,');
    expect(report.waiting).toBe(1);
    const session = await brand.byMail('mallory@example.org');
    expect(await brand.opens(session)).toEqual([]);
    await hoursPass(1000);
    expect(await brand.opens(session)).toEqual([]);
    expect(await brand.opens(await brand.byMail('mallory@example.org'))).toEqual([]);
  });

  test('an editor by an address that nobody knows', async () => {
    await fresh();
    const mallory = await brand.member('editor', 'mallory@example.org');
    await firstLoad();
    await brand.load(mallory, 'victim,nobody.knows@example.org,', 'known,nobody.knows@example.org,');
    const session = await brand.byMail('nobody.knows@example.org');
    expect(await brand.opens(session)).toEqual([]);
    await hoursPass(1000);
    expect(await brand.opens(session)).toEqual([]);
  });

  test('an ingest key, by address and by account', async () => {
    await fresh();
    const key = await brand.key(await brand.staff('owner'));
    await firstLoad();
    await brand.put(key, 'victim', { email: 'mallory@example.org' });
    await brand.put(key, 'known', { oidcSubject: `${issuer}|mallory` });
    expect(await brand.opens(await brand.byMail('mallory@example.org'))).toEqual([]);
    expect(await brand.opens(await brand.byIssuer('mallory'))).toEqual([]);
    expect(await brand.opens(await brand.byMail('true.person@example.org'))).toEqual(['known']);
  });

  test('staff by a record that they make with their own address, before its person is loaded', async () => {
    await fresh();
    const mallory = await brand.member('editor', 'mallory@example.org');
    await brand.load(mallory, 'next,mallory@example.org,');
    expect(await brand.opens(await brand.byMail('mallory@example.org'))).toEqual([]);
    await database.owner`delete from staff where person_id = ${mallory.actor.personId}`;
    await database.owner`update proved_address set at = at - interval '1 year'`;
    expect(await brand.opens(await brand.byMail('mallory@example.org'))).toEqual([]);
  });

  test('the maker of a key by a record that the key makes, nor by a second person of an address of theirs', async () => {
    await fresh();
    const owner = await brand.member('owner', 'olga@example.org');
    const key = await brand.key(owner);
    await brand.put(key, 'x', { email: 'olga@example.org' });
    await brand.put(key, 'y', { email: 'olga.home@example.org' });
    expect(await brand.opens(await brand.byMail('olga@example.org'))).toEqual([]);
    await database.owner`insert into proved_address (email, person_id)
      values ('olga.home@example.org', ${owner.actor.personId})`;
    expect(await brand.opens(await brand.byMail('olga.home@example.org'))).toEqual([]);
  });

  test('someone who left the team, for three days', async () => {
    await fresh();
    const other = await brand.staff('editor');
    const left = await brand.byMail('left@example.org');
    await brand.load(other, 'l,left@example.org,');
    await database.owner`insert into audit (brand_id, action, subject) values (${brand.id}, 'staff.removed', ${left.personId})`;
    expect(await brand.opens(left)).toEqual([]);
    await database.owner`alter table audit disable trigger user`;
    await database.owner`update audit set at = at - interval '73 hours'`;
    await database.owner`alter table audit enable trigger user`;
    expect(await brand.opens(left)).toEqual(['l']);
  });

  test('but a customer who begins to work for the brand keeps their own record, and so does one whom the operator loaded', async () => {
    await fresh();
    await brand.load(await brand.staff('owner'), 'a,anna@example.org,');
    const anna = await brand.byMail('anna@example.org');
    expect(await brand.opens(anna)).toEqual(['a']);
    await brand.member('editor', 'anna@example.org');
    expect(await brand.opens(anna)).toEqual(['a']);
    await brand.member('support', 'ben@example.org');
    await brand.load(brand.system, 'b,ben@example.org,');
    expect(await brand.opens(await brand.byMail('ben@example.org'))).toEqual(['b']);
  });
});

describe('a record whose address was wrong', () => {
  let stranger: Guest;
  let person: Guest;
  const wrongLoad = async () => {
    await fresh();
    await brand.load(brand.system, 'CA-1,wrong.person@example.org,');
    stranger = await brand.byMail('wrong.person@example.org');
    person = await brand.byMail('right.person@example.org');
    expect(await brand.opens(stranger)).toEqual(['CA-1']);
  };

  test('corrected by the operator, is closed to the stranger at the next request and open to its person', async () => {
    await wrongLoad();
    await brand.load(brand.system, 'CA-1,right.person@example.org,');
    expect(await brand.opens(stranger)).toEqual([]);
    expect(await brand.opens(person)).toEqual(['CA-1']);
  });

  test('corrected by an editor, is closed to the stranger at once too', async () => {
    await wrongLoad();
    await brand.load(await brand.staff('editor'), 'CA-1,right.person@example.org,');
    expect(await brand.opens(stranger)).toEqual([]);
    expect(await brand.opens(person)).toEqual([]);
  });

  test('put back, is open to the one who had it again', async () => {
    await wrongLoad();
    const editor = await brand.staff('editor');
    await brand.load(editor, 'CA-1,right.person@example.org,');
    await brand.load(editor, 'CA-1,wrong.person@example.org,');
    expect(await brand.opens(stranger)).toEqual(['CA-1']);
    expect(await brand.opens(person)).toEqual([]);
  });

  test('by its account, likewise', async () => {
    await fresh();
    await brand.load(brand.system, 'O-1,,wrong');
    const stranger = await brand.byIssuer('wrong');
    expect(await brand.opens(stranger)).toEqual(['O-1']);
    await brand.load(brand.system, 'O-1,,right');
    expect(await brand.opens(stranger)).toEqual([]);
    expect(await brand.opens(await brand.byIssuer('right'))).toEqual(['O-1']);
  });

  test('takes no choice from the stranger whose page was open, whichever comes first', async () => {
    await wrongLoad();
    await brand.publish('offers');
    const actor: CustomerActor = {
      kind: 'customer',
      personId: stranger.personId,
      brandId: brand.id,
      customerId: customerId(brand.idKey, 'CA-1'),
    };
    const on = () =>
      setChoices(
        { db: database.db, actor },
        { wishes: [{ exchange: 'offers', want: 'on', version: 1 }], locale: 'en' },
      );
    const race = await Promise.allSettled([brand.load(brand.system, 'CA-1,right.person@example.org,'), on()]);
    expect(race[0]?.status).toBe('fulfilled');
    await expect(on()).rejects.toMatchObject({ code: 'not_found' });
    const [entry] = await database.owner`
      select at < (select at from identifier_change where customer_id = ${actor.customerId}) as before
      from ledger where customer_id = ${actor.customerId}`;
    expect(entry?.before ?? true).toBe(true);
  });
});

describe('the proof of a person', () => {
  test('by an address that an issuer verified lasts until the issuer says another', async () => {
    await fresh();
    await brand.load(brand.system, 'i,issued@example.org,');
    const subject = 'moves-on';
    await brand.byIssuer(subject, null);
    const session = await brand.byIssuer(subject, 'issued@example.org');
    await database.owner`update person set email = null, email_verified_at = null where id = ${session.personId}`;
    expect(await brand.opens(session)).toEqual(['i']);
    await brand.byIssuer(subject, 'other@example.org');
    await database.owner`update person set email = null, email_verified_at = null where id = ${session.personId}`;
    expect(await brand.opens(session)).toEqual([]);
    const [link] = await database.owner`select ended from relation where person_id = ${session.personId}`;
    expect(link?.ended).toBe('unproven');
  });
});
