import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#db/testing.ts';
import type { StaffActor } from '../actor.ts';
import type { Ctx } from '../context.ts';
import { makeBrand, makePerson, type TestBrand } from '../testing.ts';
import { addStaff } from './add-staff.ts';
import { changeRole } from './change-role.ts';
import { listTeam } from './list-team.ts';
import { removeStaff } from './remove-staff.ts';

let database: TestDatabase;
let brand: TestBrand;
let owner: Ctx<StaffActor>;

beforeAll(async () => {
  database = await testDatabase();
  brand = await makeBrand(database);
  owner = await brand.staff('owner');
});
afterAll(() => database.drop());

const roleOf = async (personId: string) =>
  (await listTeam(owner)).find((member) => member.personId === personId)?.role;

describe('an owner', () => {
  test('adds someone whom the portal does not know yet', async () => {
    await addStaff(owner, { email: ' New@Example.org ', role: 'editor' });
    const added = (await listTeam(owner)).find(({ email }) => email === 'new@example.org');
    expect(added).toMatchObject({ role: 'editor', signedIn: false });
  });

  test('adds someone who is known, once', async () => {
    const personId = await makePerson(database.db, 'known@example.org');
    await addStaff(owner, { email: 'known@example.org', role: 'analyst' });
    expect(await roleOf(personId)).toBe('analyst');
    await expect(addStaff(owner, { email: 'known@example.org', role: 'owner' })).rejects.toMatchObject({
      code: 'conflict',
    });
    expect(await roleOf(personId)).toBe('analyst');
  });

  test('changes a role and removes someone, and it is written down', async () => {
    const { personId } = (await brand.staff('support')).actor;
    await changeRole(owner, { personId, seen: 'support', role: 'editor' });
    expect(await roleOf(personId)).toBe('editor');
    const late = { personId, seen: 'support' } as const;
    await expect(changeRole(owner, { ...late, role: 'owner' })).rejects.toMatchObject({ code: 'stale' });
    await expect(removeStaff(owner, late)).rejects.toMatchObject({ code: 'stale' });
    await removeStaff(owner, { personId, seen: 'editor' });
    expect(await roleOf(personId)).toBeUndefined();
    const rows = await database.owner`select action from audit where subject = ${personId} order by id`;
    expect(rows.map(({ action }) => action)).toEqual(['staff.changed', 'staff.removed']);
  });

  test.each(['nobody', '', 'a@b'])('%j is no address', async (email) => {
    await expect(addStaff(owner, { email, role: 'owner' })).rejects.toMatchObject({ code: 'invalid' });
  });
});

describe('the last owner', () => {
  test('stays', async () => {
    const { personId } = owner.actor;
    const refused = { code: 'invalid', fields: { role: 'last_owner' } };
    await expect(removeStaff(owner, { personId, seen: 'owner' })).rejects.toMatchObject(refused);
    const demoted = changeRole(owner, { personId, seen: 'owner', role: 'editor' });
    await expect(demoted).rejects.toMatchObject(refused);
  });

  test('is left when two owners remove each other at once', async () => {
    const pair = await makeBrand(database);
    const [a, b] = [await pair.staff('owner'), await pair.staff('owner')];
    const both = await Promise.allSettled([
      removeStaff(a, { personId: b.actor.personId, seen: 'owner' }),
      removeStaff(b, { personId: a.actor.personId, seen: 'owner' }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});

test.each(['editor', 'support', 'analyst'] as const)('%s does not touch the team', async (role) => {
  const ctx = await brand.staff(role);
  const { personId } = ctx.actor;
  for (const attempt of [
    () => addStaff(ctx, { email: 'x@example.org', role: 'owner' }),
    () => changeRole(ctx, { personId, seen: role, role: 'owner' }),
    () => removeStaff(ctx, { personId, seen: role }),
    () => listTeam(ctx),
  ])
    await expect(attempt()).rejects.toMatchObject({ code: 'forbidden' });
});

test("another brand's staff are missing", async () => {
  const { personId } = (await (await makeBrand(database)).staff('editor')).actor;
  const gone = { code: 'not_found' };
  await expect(removeStaff(owner, { personId, seen: 'editor' })).rejects.toMatchObject(gone);
  await expect(changeRole(owner, { personId, seen: 'editor', role: 'owner' })).rejects.toMatchObject(gone);
});

test('what happens to someone at one brand leaves their place at another as it is', async () => {
  const elsewhere = await (await makeBrand(database)).staff('owner');
  const personId = await makePerson(database.db, 'both@example.org');
  for (const ctx of [owner, elsewhere]) await addStaff(ctx, { email: 'both@example.org', role: 'analyst' });
  const there = async () => (await listTeam(elsewhere)).find((member) => member.personId === personId)?.role;
  await changeRole(owner, { personId, seen: 'analyst', role: 'owner' });
  expect(await there()).toBe('analyst');
  await removeStaff(owner, { personId, seen: 'owner' });
  expect(await there()).toBe('analyst');
});
