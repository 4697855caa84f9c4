import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#db/testing.ts';
import { hashToken } from '#lib/token.ts';
import type { PersonId } from '../actor.ts';
import { findVisit } from './find-visit.ts';
import { markSeen } from './mark-seen.ts';
import {
  endAllSessions,
  endSession,
  endSessionOf,
  listSessions,
  startSession,
  type Whose,
} from './sessions.ts';

let database: TestDatabase;
let anna: PersonId;
let ben: PersonId;
let hers: Whose;
let his: Whose;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

beforeEach(async () => {
  await database.owner`truncate person cascade`;
  const rows = await database.owner`insert into person (name) values ('Anna'), ('Ben') returning id`;
  [anna, ben] = rows.map((row) => row.id) as [PersonId, PersonId];
  [hers, his] = [
    { personId: anna, through: null },
    { personId: ben, through: null },
  ];
  await start(anna, 'phone', 'Firefox');
  await start(anna, 'laptop', 'Safari');
  await start(ben, 'tablet', null);
});

const start = (personId: string, token: string, userAgent: string | null, days = 30) =>
  startSession(database.db, {
    personId,
    userAgent,
    tokenHash: hashToken(token),
    expiresAt: new Date(Date.now() + days * 86_400_000),
  });

const open = async (token: string) => (await findVisit(database.db, hashToken(token))) !== null;

describe('the list of sessions', () => {
  test("shows one's own, and tells no token", async () => {
    const list = await listSessions(database.db, hers);
    expect(list.map((entry) => entry.userAgent).sort()).toEqual(['Firefox', 'Safari']);
    expect(JSON.stringify(list)).not.toContain(hashToken('phone'));
  });

  test('leaves out what has run out, and the next sign-in clears it', async () => {
    await start(anna, 'old', null, -1);
    expect(await listSessions(database.db, hers)).toHaveLength(2);
    await start(anna, 'new', null);
    expect(await database.owner`select * from session where person_id = ${anna}`).toHaveLength(3);
  });

  test('keeps a browser name that Postgres could not, cut short', async () => {
    await start(ben, 'odd', `\0\ud800${'x'.repeat(5000)}`);
    const longest = (await listSessions(database.db, his)).map((entry) => entry.userAgent?.length ?? 0);
    expect(Math.max(...longest)).toBe(400);
  });
});

describe('signing out', () => {
  test('ends one session at once and no other', async () => {
    const [entry] = (await listSessions(database.db, hers)).filter((found) => found.userAgent === 'Firefox');
    await endSession(database.db, hers, entry?.id);
    expect([await open('phone'), await open('laptop'), await open('tablet')]).toEqual([false, true, true]);
  });

  test("cannot end another person's session, which answers as one that never was", async () => {
    const [theirs] = await listSessions(database.db, his);
    for (const id of [theirs?.id, crypto.randomUUID(), 'nonsense', null])
      await expect(endSession(database.db, hers, id)).rejects.toMatchObject({ code: 'not_found' });
    expect(await open('tablet')).toBe(true);
  });

  test('everywhere ends all of one person, and nobody else', async () => {
    await endAllSessions(database.db, hers);
    expect([await open('phone'), await open('laptop'), await open('tablet')]).toEqual([false, false, true]);
  });

  test('by a browser ends the session it holds', async () => {
    await endSessionOf(database.db, hashToken('phone'));
    await endSessionOf(database.db, hashToken('made up'));
    expect([await open('phone'), await open('laptop')]).toEqual([false, true]);
  });
});

test('being seen is written down once in five minutes', async () => {
  const [entry] = await listSessions(database.db, his);
  await database.owner`update session set last_seen_at = now() - interval '1 hour' where id = ${entry?.id ?? ''}`;
  await markSeen(database.db, entry?.id ?? '');
  const [after] = await listSessions(database.db, his);
  expect(after?.lastSeenAt.getTime()).toBeGreaterThan(Date.now() - 60_000);
  await markSeen(database.db, entry?.id ?? '');
  expect((await listSessions(database.db, his))[0]?.lastSeenAt).toEqual(after?.lastSeenAt);
});
