import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#db/testing.ts';
import type { CustomerId, StaffActor } from '../actor.ts';
import type { Ctx } from '../context.ts';
import { listLinkNotes } from '../person/link-notes.ts';
import { addStaff } from '../staff/add-staff.ts';
import { confirmIdentifier } from './confirm-identifier.ts';
import { confirmLoad } from './confirm-load.ts';
import { type IdentityBrand, identityBrand, issuer } from './identity.testing.ts';
import { objectToChange } from './object-to-change.ts';
import { refuseIdentifier } from './refuse-identifier.ts';
import { tellChange } from './tell-change.ts';
import { listOwnOfTeam, listWaiting } from './waiting.ts';

let database: TestDatabase;
let brand: IdentityBrand;
let editor: Ctx<StaffActor>;
let other: Ctx<StaffActor>;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.owner`truncate customer, relation, account, session, proved_address, staff, api_key, api_reply`;
  brand = await identityBrand(database);
  editor = await brand.staff('editor');
  other = await brand.staff('support');
});

const before = 'before@example.org';
const after = 'after@example.org';
const seen = { externalId: 'r', kind: 'email', value: after } as const;
const own = { code: 'invalid', fields: { confirm: 'own' } };

/** A record whose first address is known, then changed by the editor. */
async function changed() {
  await brand.load(brand.system, `r,${before},`);
  await brand.load(editor, `r,${after},`);
}

const hoursPass = (hours: number) => database.owner`
  update identifier_change set opens_at = opens_at - make_interval(hours => ${hours}) where brand_id = ${brand.id}`;

/** Does what the worker does. Gives whom it told. */
async function tellAll(): Promise<string[]> {
  const told: string[] = [];
  for (const { customer_id, kind, id } of await brand.changes())
    await tellChange(
      brand.system,
      { customerId: customer_id as CustomerId, kind, id: Number(id) },
      async (news) => {
        told.push(news.email);
      },
    );
  return told;
}

describe('a changed address', () => {
  test('opens the record three days after the earlier address was told, not before', async () => {
    await changed();
    const session = await brand.byMail(after);
    expect(await brand.opens(session)).toEqual([]);
    await hoursPass(1000);
    expect(await brand.opens(session)).toEqual([]);
    expect(await tellAll()).toEqual([before]);
    expect(await tellAll()).toEqual([]);
    await hoursPass(71);
    expect(await brand.opens(session)).toEqual([]);
    await hoursPass(1);
    expect(await brand.opens(session)).toEqual(['r']);
  });

  test('is told about in the transaction that changes it', async () => {
    await changed();
    const jobs = await database.owner`
      select j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
      where t.identifier = 'tell-change' and j.payload->>'brand' = ${brand.id}`;
    expect(jobs).toHaveLength(1);
  });

  test('is not opened by waiting when the mail could not be sent, nor where there was no earlier address', async () => {
    await changed();
    const [change] = await brand.changes();
    const failing = tellChange(
      brand.system,
      { customerId: change?.customer_id, kind: 'email', id: Number(change?.id) },
      () => Promise.reject(new Error('no such mailbox')),
    );
    await expect(failing).rejects.toThrow('no such mailbox');
    await brand.load(brand.system, 'none,,');
    await brand.load(editor, 'none,none@example.org,');
    await hoursPass(1000);
    expect(await brand.opens(await brand.byMail(after))).toEqual([]);
    expect(await brand.opens(await brand.byMail('none@example.org'))).toEqual([]);
  });

  test('tells the address that last opened the record, however often it is changed on the way', async () => {
    await changed();
    await brand.load(editor, 'r,mallory@example.org,');
    expect(await tellAll()).toEqual([before]);
    const { changes } = await listWaiting(other);
    expect(changes).toMatchObject([
      { value: 'mallory@example.org', before: 'b…@example.org', told: true, ofLoad: 1 },
    ]);
  });

  test('opens the record at once when a colleague confirms it', async () => {
    await changed();
    const session = await brand.byMail(after);
    await confirmIdentifier(other, seen);
    expect(await brand.opens(session)).toEqual(['r']);
    expect(await listWaiting(other)).toEqual({ changes: [], more: null });
    const rows =
      await database.owner`select action, subject, role from audit where brand_id = ${brand.id} and action like 'ident%'`;
    expect(rows).toEqual([{ action: 'identifier.confirmed', subject: 'r', role: 'support' }]);
  });

  test('is put back when it is refused', async () => {
    await changed();
    const session = await brand.byMail(before);
    expect(await brand.opens(session)).toEqual([]);
    await refuseIdentifier(other, seen);
    expect(await brand.opens(session)).toEqual(['r']);
    await hoursPass(1000);
    expect(await brand.opens(await brand.byMail(after))).toEqual([]);
    expect(await listWaiting(other)).toEqual({ changes: [], more: null });
    await expect(refuseIdentifier(other, seen)).rejects.toMatchObject({ code: 'stale' });
  });

  test('is confirmed as it was seen, not as it is', async () => {
    await changed();
    await brand.load(editor, 'r,mallory@example.org,');
    await expect(confirmIdentifier(other, seen)).rejects.toMatchObject({ code: 'stale' });
  });

  test('is confirmed by the operator who says it again on the command line', async () => {
    await changed();
    expect((await brand.load(brand.system, `r,${after},`)).status).toBe('unchanged');
    expect(await brand.opens(await brand.byMail(after))).toEqual(['r']);
  });

  test('waits for a colleague once the person of the earlier address says that it is wrong', async () => {
    await brand.load(brand.system, `r,${before},`);
    const person = await brand.byMail(before);
    expect(await brand.opens(person)).toEqual(['r']);
    await brand.load(editor, `r,${after},`);
    await tellAll();
    const [note] = await listLinkNotes(database.db, person.personId);
    expect(note).toMatchObject({ kind: 'ended', ended: 'changed', canObject: true, objected: false });
    if (note?.kind !== 'ended') throw new Error('The person was not told.');
    const stranger = await brand.byMail('stranger@example.org');
    await expect(objectToChange(database.db, stranger.personId, note.link)).rejects.toMatchObject({
      code: 'not_found',
    });
    await objectToChange(database.db, person.personId, note.link);
    await hoursPass(1000);
    expect(await brand.opens(await brand.byMail(after))).toEqual([]);
    expect((await listWaiting(other)).changes).toMatchObject([{ objected: true, opensAt: null }]);
    await confirmIdentifier(other, seen);
    expect(await brand.opens(await brand.byMail(after))).toEqual(['r']);
  });

  test('adding an account tells the address that opens the record, whose person may stop it', async () => {
    await brand.load(brand.system, `r,${before},`);
    const person = await brand.byMail(before);
    expect(await brand.opens(person)).toEqual(['r']);
    await brand.load(editor, 'r,,mallory');
    expect(await brand.opens(person)).toEqual(['r']);
    expect(await tellAll()).toEqual([before]);
    const [note] = await listLinkNotes(database.db, person.personId);
    if (note?.kind !== 'added') throw new Error('The person was not told.');
    await objectToChange(database.db, person.personId, note.link);
    await hoursPass(1000);
    expect(await brand.opens(await brand.byIssuer('mallory'))).toEqual([]);
    await refuseIdentifier(other, { externalId: 'r', kind: 'oidc_subject', value: `${issuer}|mallory` });
    expect(await listLinkNotes(database.db, person.personId)).toEqual([]);
  });
});

describe('nobody is their own second person', () => {
  test('not who set it, not the maker of the key that did', async () => {
    await changed();
    await expect(confirmIdentifier(editor, seen)).rejects.toMatchObject(own);
    const owner = await brand.staff('owner');
    await brand.put(await brand.key(owner), 'r', { email: 'by.key@example.org' });
    const byKey = { ...seen, value: 'by.key@example.org' };
    await expect(confirmIdentifier(owner, byKey)).rejects.toMatchObject(own);
    await confirmIdentifier(editor, byKey);
  });

  test('not whose address it is, whoever set it', async () => {
    await brand.load(brand.system, 'r,,');
    const mallory = await brand.member('support', 'mallory@example.org');
    await brand.load(editor, 'r,mallory@example.org,');
    const theirs = { ...seen, value: 'mallory@example.org' };
    await expect(confirmIdentifier(mallory, theirs)).rejects.toMatchObject(own);
    const session = await brand.byMail('mallory@example.org');
    expect(await brand.opens(session)).toEqual([]);
    await confirmIdentifier(other, theirs);
    expect(await brand.opens(session)).toEqual(['r']);
  });

  test('not a colleague whom the setter has just made up', async () => {
    const owner = await brand.staff('owner');
    await brand.load(brand.system, 'r,,');
    await brand.load(owner, `r,${after},`);
    await addStaff(owner, { email: 'puppet@example.org', role: 'support' });
    const { personId } = await brand.byMail('puppet@example.org');
    const puppet: Ctx<StaffActor> = {
      db: database.db,
      actor: { kind: 'staff', personId, brandId: brand.id, role: 'support' },
    };
    await expect(confirmIdentifier(puppet, seen)).rejects.toMatchObject(own);
    await expect(
      confirmLoad(puppet, { change: (await listWaiting(puppet)).changes[0]?.id ?? 0 }),
    ).rejects.toMatchObject(own);
  });

  test('an analyst decides nothing, nor do the staff of another brand', async () => {
    await changed();
    const analyst = await brand.staff('analyst');
    for (const refused of [
      () => confirmIdentifier(analyst, seen),
      () => refuseIdentifier(analyst, seen),
      () => confirmLoad(analyst, { change: 1 }),
      () => listWaiting(analyst),
      () => listOwnOfTeam(analyst),
    ])
      await expect(refused()).rejects.toMatchObject({ code: 'forbidden' });
    const foreign = await (await identityBrand(database)).staff('owner');
    const [{ id: change } = { id: 0 }] = (await listWaiting(other)).changes;
    for (const missing of [
      () => confirmIdentifier(foreign, seen),
      () => refuseIdentifier(foreign, seen),
      () => confirmLoad(foreign, { change }),
    ])
      await expect(missing()).rejects.toMatchObject({ code: 'not_found' });
    expect(await listWaiting(foreign)).toEqual({ changes: [], more: null });
  });
});

test('a whole load is confirmed in one step, but for the own address of who confirms', async () => {
  const support = await brand.member('support', 'sana@example.org');
  await brand.load(brand.system, 'a,,', 'b,,', 's,,');
  await brand.load(editor, 'a,a@example.org,', 'b,b@example.org,', 's,sana@example.org,');
  const { changes } = await listWaiting(support);
  expect(changes.map(({ externalId, ofLoad }) => [externalId, ofLoad]).sort()).toEqual([
    ['a', 3],
    ['b', 3],
    ['s', 3],
  ]);
  expect(await confirmLoad(support, { change: changes[0]?.id ?? 0 })).toBe(2);
  expect((await listWaiting(support)).changes.map(({ externalId }) => externalId)).toEqual(['s']);
  expect(await brand.opens(await brand.byMail('a@example.org'))).toEqual(['a']);
});

test('someone on the team who is a customer too opens their record once a colleague has confirmed it', async () => {
  const emil = await brand.member('editor', 'emil@example.org');
  await brand.load(editor, 'e,emil@example.org,');
  const session = await brand.byMail('emil@example.org');
  expect(await brand.opens(session)).toEqual([]);
  expect(await listLinkNotes(database.db, session.personId)).toMatchObject([
    { kind: 'waiting', opensAt: null },
  ]);
  const own = [{ externalId: 'e', kind: 'email', value: 'emil@example.org', name: 'emil@example.org' }];
  expect(await listOwnOfTeam(other)).toEqual(own);
  const theirs = { externalId: 'e', kind: 'email', value: 'emil@example.org' } as const;
  await expect(confirmIdentifier(emil, theirs)).rejects.toMatchObject({ code: 'invalid' });
  await confirmIdentifier(other, theirs);
  expect(await brand.opens(session)).toEqual(['e']);
  expect(await listOwnOfTeam(other)).toEqual([]);
});
