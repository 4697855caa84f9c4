import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type TestDatabase, testDatabase } from '#db/testing.ts';
import { setChoices } from '#domain/choice/set-choices.ts';
import { arrivalsNow } from '#domain/delivery/arrivals.testing.ts';
import { registerSystem } from '#domain/system/register-system.ts';
import { makeBrand } from '#domain/testing.ts';
import { sealKeyFrom } from '#lib/seal.ts';
import { type Mailbox, openMailbox } from '../e2e/mailbox.ts';

const secret = 'the seal key of this test, long enough';
const script = fileURLToPath(new URL('../cli/worker.ts', import.meta.url));

let database: TestDatabase;
let mailbox: Mailbox;
beforeAll(async () => {
  database = await testDatabase();
  mailbox = await openMailbox();
});
afterAll(async () => {
  await mailbox.close();
  await database.drop();
});

test('owners get mail about a system that owes an answer, each in their language', async () => {
  const brand = await makeBrand(database);
  await brand.publish('offers');
  const owner = await brand.staff('owner');
  const other = await brand.staff('owner');
  await database.owner`update person set email = 'anna@example.org' where id = ${owner.actor.personId}`;
  await database.owner`
    update person set email = 'bert@example.org', locale = 'de' where id = ${other.actor.personId}`;
  const text = { en: 'Ad platform', de: 'Werbeplattform' };
  await registerSystem(owner, sealKeyFrom(secret), {
    ...{ slug: 'ads', name: text, summary: text, exchanges: ['offers'], url: 'https://ads.example/' },
  });
  const customer = await brand.customer();
  await setChoices(customer, { wishes: [{ exchange: 'offers', want: 'on', version: 1 }], locale: 'en' });
  await database.owner`update delivery set state = 'parked', created_at = now() - interval '2 hours'`;

  const worker = spawn(process.execPath, [script], {
    env: {
      ...{ PATH: process.env.PATH, DATABASE_URL: database.appUrl, AUTH_SECRET: secret, NODE_ENV: 'test' },
      ...{ SMTP_URL: mailbox.url, MAIL_FROM: 'Portal <portal@example.org>', LOG_LEVEL: 'warn' },
      PORTAL_URL: 'https://portal.example/',
    },
    stdio: 'inherit',
  });
  const { mail, link } = await mailbox.newest('anna@example.org');
  expect(link).toBe(`https://portal.example/staff/${brand.slug}/systems/ads?show=stuck`);
  expect(mail.subject).toBe(`${brand.slug}: choices that have not taken effect`);
  expect(mail.text).toContain('Ad platform\n1 choice has not reached it.');
  expect((await mailbox.newest('bert@example.org')).mail.text).toContain('1 Entscheidung ist dort nicht');
  const stage = async () => (await arrivalsNow(customer)).get('offers')?.map((arrival) => arrival.stage);
  await vi.waitFor(async () => expect(await stage()).toEqual(['told']), { timeout: 10_000 });
  expect(JSON.stringify(mail)).not.toContain(customer.actor.customerId);
  worker.kill('SIGTERM');
  expect((await once(worker, 'exit'))[0]).toBe(0);
}, 60_000);
