import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#db/testing.ts';
import { identityBrand } from '#domain/identifier/identity.testing.ts';
import { type Mailbox, openMailbox } from '../e2e/mailbox.ts';

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

test('the earlier address gets a mail, in its person’s language, that tells nothing of the record or the new address', async () => {
  const brand = await identityBrand(database);
  await brand.load(brand.system, 'r-17,before@example.org,');
  await brand.byMail('before@example.org');
  await database.owner`update person set locale = 'de' where email = 'before@example.org'`;
  await brand.load(await brand.staff('editor'), 'r-17,after@example.org,');
  const worker = spawn(process.execPath, [script], {
    env: {
      ...{ PATH: process.env.PATH, DATABASE_URL: database.appUrl, NODE_ENV: 'test', LOG_LEVEL: 'warn' },
      ...{ AUTH_SECRET: 'the seal key of this test, long enough', PORTAL_URL: 'https://portal.example/' },
      ...{ SMTP_URL: mailbox.url, MAIL_FROM: 'Portal <portal@example.org>' },
    },
    stdio: 'inherit',
  });
  const { mail, link } = await mailbox.newest('before@example.org');
  expect(link).toBe('https://portal.example/my');
  expect(mail.subject).toBe(`${brand.slug} hat Ihr Kundenkonto geändert`);
  expect(mail.text).toContain('in drei Tagen, oder früher, wenn eine zweite Person');
  expect(mail.text).not.toMatch(/after@|r-17/);
  worker.kill('SIGTERM');
  expect((await once(worker, 'exit'))[0]).toBe(0);
  const [change] = await brand.changes();
  expect(change?.opens_at - change?.told_at).toBe(72 * 3_600_000);
});
