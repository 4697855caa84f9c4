import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#db/testing.ts';
import { sealKeyFrom } from '#lib/seal.ts';
import type { CustomerActor } from '../actor.ts';
import { setChoices } from '../choice/set-choices.ts';
import type { Ctx } from '../context.ts';
import { findSystem } from '../system/queries.ts';
import { registerSystem } from '../system/register-system.ts';
import { retireSystem } from '../system/retire-system.ts';
import { rotateSecret } from '../system/rotate-secret.ts';
import { makeBrand, type TestBrand } from '../testing.ts';
import { nextAttempt } from './back-off.ts';
import { openNetwork } from './network.ts';
import { behaviours, openReceiver, type Receiver } from './receiver.testing.ts';
import { releaseLost } from './release-lost.ts';
import { sendDelivery } from './send-delivery.ts';

const sealKey = sealKeyFrom('test');
const sender = { network: openNetwork(() => true), sealKey, patience: 400 };

let database: TestDatabase;
let brand: TestBrand;
const open: Receiver[] = [];
beforeAll(async () => {
  database = await testDatabase();
  brand = await makeBrand(database);
});
afterAll(async () => {
  await Promise.all(open.map((receiver) => receiver.close()));
  await sender.network.destroy();
  await database.drop();
});

let count = 0;

/** A system with an exchange of its own, and a customer. */
async function system(kind: keyof typeof behaviours) {
  const receiver = await openReceiver((response, hit) => behaviours[how.kind](response, hit));
  const how: { kind: keyof typeof behaviours } = { kind };
  open.push(receiver);
  count += 1;
  const slug = `system-${count}`;
  await brand.publish(slug);
  const editor = await brand.staff('editor');
  const text = { en: slug };
  const { secret } = await registerSystem(editor, sealKey, {
    ...{ slug, name: text, summary: text, exchanges: [slug], url: receiver.url },
  });
  const customer = await brand.customer(`external ${slug}`);
  const { customerId } = customer.actor;
  return {
    slug,
    receiver,
    secret,
    editor,
    customer,
    how,
    say: (want: 'on' | 'off', by: Ctx<CustomerActor> = customer) =>
      setChoices(by, { wishes: [{ exchange: slug, want, version: 1 }], locale: 'en' }),
    send: (seq: number, now?: Date) =>
      sendDelivery({ ...brand.system, now: now && (() => now) }, sender, { customerId, seq, system: slug }),
    row: async (seq = 1) => {
      const [row] = await database.owner`
        select * from delivery where customer_id = ${customerId} and seq = ${seq} and system = ${slug}`;
      return row;
    },
    jobAt: async () => {
      const [job] = await database.owner`
        select run_at from graphile_worker._private_jobs where payload->>'system' = ${slug} and key is not null`;
      return job?.run_at as Date | undefined;
    },
  };
}

describe('a system', () => {
  test('is told who chose what, signed, and what is allowed now', async () => {
    const { say, send, receiver, secret, row } = await system('fine');
    await say('on');
    await send(1);
    const [hit] = receiver.hits;
    const headers = Object.fromEntries(Object.entries(hit?.headers ?? {}).map(([k, v]) => [k, String(v)]));
    const message = new Webhook(secret).verify(hit?.body ?? '', headers);
    expect(message).toMatchObject({
      type: 'choice.changed',
      data: {
        brand: brand.slug,
        seq: 1,
        state: 'granted',
        allowed: true,
        category: 'purchases',
        purpose: 'recommend',
      },
    });
    expect(message).toMatchObject({ data: { delivery: headers['webhook-id'] } });
    expect(await row()).toMatchObject({ state: 'sent', attempts: 1, last_status: 200 });
  });

  test('whose secret was sealed under another AUTH_SECRET is sent nothing unsigned, and the fault says why', async () => {
    const { say, send, receiver, slug, editor, row, jobAt } = await system('fine');
    await say('on');
    await database.owner`update system set secret = '\\x00' where slug = ${slug}`;
    await send(1);
    expect(receiver.hits).toHaveLength(0);
    expect(await row()).toMatchObject({ state: 'failed', last_fault: 'sealed', last_status: null });
    expect(await jobAt()).toBeInstanceOf(Date);
    const { seen } = await findSystem(editor, slug);
    const { secret } = await rotateSecret(editor, sealKey, { slug, seen });
    await send(1);
    const [hit] = receiver.hits;
    const headers = Object.fromEntries(Object.entries(hit?.headers ?? {}).map(([k, v]) => [k, String(v)]));
    expect(new Webhook(secret).verify(hit?.body ?? '', headers)).toMatchObject({ type: 'choice.changed' });
    expect(await row()).toMatchObject({ state: 'sent', last_fault: null });
  });

  test('is not sent again what it has', async () => {
    const { say, send, receiver } = await system('applies');
    await say('on');
    await send(1);
    await send(1);
    expect(receiver.hits).toHaveLength(1);
  });

  test('that applies it at once may say so in its reply', async () => {
    const { say, send, row } = await system('applies');
    await say('on');
    await send(1);
    expect(await row()).toMatchObject({ state: 'applied', applied_at: expect.any(Date) });
  });

  test('sees one id over all attempts, and the time of each', async () => {
    const { say, send, receiver, how, row } = await system('breaks');
    await say('on');
    const first = new Date();
    await send(1, first);
    how.kind = 'fine';
    await send(1, new Date(first.getTime() + 60_000));
    const [one, two] = receiver.hits.map(({ headers }) => headers);
    expect(two?.['webhook-id']).toBe(one?.['webhook-id']);
    expect(Number(two?.['webhook-timestamp']) - Number(one?.['webhook-timestamp'])).toBe(60);
    expect(await row()).toMatchObject({ state: 'sent', attempts: 2 });
  });

  test('that is given a new secret may check with either for a day', async () => {
    const { say, send, receiver, secret, slug, editor } = await system('fine');
    const { seen } = await findSystem(editor, slug);
    const { secret: fresh } = await rotateSecret(editor, sealKey, { slug, seen });
    await say('on');
    await send(1);
    const [hit] = receiver.hits;
    const headers = Object.fromEntries(Object.entries(hit?.headers ?? {}).map(([k, v]) => [k, String(v)]));
    for (const either of [secret, fresh])
      expect(new Webhook(either).verify(hit?.body ?? '', headers)).toBeTruthy();
    await say('off');
    await send(2, new Date(Date.now() + 25 * 3_600_000));
    expect(receiver.hits[1]?.headers['webhook-signature']).not.toContain(' ');
  });

  test('is never told that an overtaken yes is allowed', async () => {
    const { say, send, receiver } = await system('fine');
    await say('on');
    await say('off');
    await send(2);
    await send(1);
    const told = receiver.hits.map(({ body }) => JSON.parse(body).data);
    expect(told).toMatchObject([
      { seq: 2, state: 'withdrawn', allowed: false },
      { seq: 1, state: 'granted', allowed: false },
    ]);
  });
});

describe('a delivery that fails', () => {
  test('is tried again some seconds later', async () => {
    const { say, send, row, jobAt } = await system('breaks');
    await say('on');
    await send(1);
    expect(await row()).toMatchObject({
      state: 'failed',
      attempts: 1,
      last_status: 500,
      last_fault: 'status',
    });
    const seconds = (Number(await jobAt()) - Date.now()) / 1000;
    expect(seconds).toBeGreaterThan(1);
    expect(seconds).toBeLessThan(8);
  });

  test('is given up after three days', async () => {
    const { say, send, row } = await system('breaks');
    await say('on');
    await send(1, new Date(Date.now() + 71 * 3_600_000));
    expect(await row()).toMatchObject({ state: 'parked', next_at: null });
  });

  test('waits as long as the system asks, and so do all others to it', async () => {
    const { say, send, row, receiver, jobAt } = await system('tired');
    await say('on');
    await say('off');
    await send(1);
    expect((Number((await row())?.next_at) - Date.now()) / 1000).toBeCloseTo(120, -1);
    await send(2);
    expect(receiver.hits).toHaveLength(1);
    expect(await row(2)).toMatchObject({ state: 'waiting', attempts: 0 });
    expect(Number(await jobAt())).toBeGreaterThan(Date.now() + 100_000);
  });

  test('because the system is gone stops all deliveries to it', async () => {
    const { say, send, row, receiver, editor, slug } = await system('gone');
    await say('on');
    await say('off');
    await send(1);
    await send(2);
    expect(receiver.hits).toHaveLength(1);
    expect([await row(1), await row(2)]).toMatchObject([{ state: 'parked' }, { state: 'parked' }]);
    expect((await findSystem(editor, slug)).parkedAt).toBeInstanceOf(Date);
  });

  test('by hanging leaves the system alone for a minute', async () => {
    const { say, send, editor, slug, row } = await system('hangs');
    await say('on');
    await send(1);
    expect(await row()).toMatchObject({ state: 'failed', last_fault: 'timeout' });
    expect(Number((await findSystem(editor, slug)).pausedUntil)).toBeGreaterThan(Date.now() + 50_000);
  });
});

test('a retired system hears nothing more', async () => {
  const { say, send, editor, slug, receiver, row } = await system('fine');
  await say('on');
  await retireSystem(editor, { slug, seen: (await findSystem(editor, slug)).seen });
  await send(1);
  expect(receiver.hits).toEqual([]);
  expect(await row()).toMatchObject({ state: 'parked' });
});

test("another brand's worker finds nothing to send", async () => {
  const { say, customer, slug, receiver } = await system('fine');
  await say('on');
  const other = await makeBrand(database);
  await sendDelivery(other.system, sender, { customerId: customer.actor.customerId, seq: 1, system: slug });
  expect(receiver.hits).toEqual([]);
});

test('pauses grow from seconds to hours, and end after three days', () => {
  const triedSince = new Date(0);
  let now = new Date(0);
  const pauses: number[] = [];
  for (;;) {
    const next = nextAttempt({ triedSince, now, notBefore: null }, () => 0.5);
    if (!next) break;
    pauses.push((next.getTime() - now.getTime()) / 1000);
    now = next;
  }
  expect(pauses[0]).toBe(5);
  expect(pauses.at(-1)).toBe(8 * 3600);
  expect(pauses.length).toBeGreaterThan(15);
  expect(pauses.length).toBeLessThan(30);
});

test('an attempt that outlives its lock, while the database was away, still leaves the next one', async () => {
  const { slug, say, send, jobAt } = await system('breaks');
  await say('on');
  const jobs = database.owner`graphile_worker._private_jobs`;
  await database.owner`
    update ${jobs} set locked_at = now() - interval '1 minute', locked_by = 'slow' where payload->>'system' = ${slug}`;
  const [held] = await database.owner`select id from ${jobs} where payload->>'system' = ${slug}`;
  await releaseLost(database.db);
  await send(1);
  // What graphile-worker does when a task is through.
  await database.owner`delete from ${jobs} where id = ${held?.id}`;
  expect(await jobAt()).toBeInstanceOf(Date);
});
