import type { Page } from '@playwright/test';
import { importedCustomer } from './imported-customer.ts';
import { type Mailbox, openMailbox } from './mailbox.ts';
import { expect, type Portal, startPortal, test } from './portal.ts';

let mailbox: Mailbox;
let portal: Portal;

test.beforeAll(async () => {
  mailbox = await openMailbox();
  portal = await startPortal((url) => ({
    MUTUAL_DEMO: '',
    PORTAL_URL: url,
    SMTP_URL: mailbox.url,
    MAIL_FROM: 'Portal <portal@example.org>',
  }));
});
test.afterAll(async () => {
  await portal?.stop();
  await mailbox?.close();
});

async function ask(page: Page, address: string, from = '/sign-in') {
  await page.goto(portal.url + from);
  await page.getByLabel('E-mail address').fill(address);
  await page.getByRole('button', { name: 'Send me a link' }).click();
}

const signIn = (page: Page) => page.getByRole('main').getByRole('button', { name: 'Sign in' }).click();

for (const javaScriptEnabled of [true, false])
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled });

    test('a customer gets in by a link and comes back to the page they wanted', async ({ page }) => {
      const address = `anna-${javaScriptEnabled}@example.org`;
      await importedCustomer(portal, { id: javaScriptEnabled ? 1 : 2, email: address });
      await page.goto(`${portal.url}/my/grocer/value`);
      await expect(page).toHaveURL(/sign-in\?to=%2Fmy%2Fgrocer%2Fvalue/);
      await ask(
        page,
        ` ${address.toUpperCase()} `,
        new URL(page.url()).pathname + new URL(page.url()).search,
      );
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Look in your mail');
      const { mail, link } = await mailbox.newest(address);
      expect(mail.from?.address).toBe('portal@example.org');
      expect(link.startsWith(`${portal.url}/sign-in/confirm?token=`)).toBe(true);
      await page.goto(link);
      await expect(page.getByRole('main')).toContainText(address);
      await signIn(page);
      await expect(page).toHaveURL(`${portal.url}/my/grocer/value`);
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('What came back');
    });

    test('what is not an address is said beside the field, and stays in it', async ({ page }) => {
      await ask(page, 'anna at example');
      await expect(page.getByRole('main')).toContainText('like name@example.org');
      await expect(page.getByLabel('E-mail address')).toHaveValue('anna at example');
    });
  });

test('a link that is fetched, by whatever method, is not spent and signs nobody in', async ({
  page,
  request,
}) => {
  await ask(page, 'scanned@example.org');
  const { link } = await mailbox.newest('scanned@example.org');
  const token = new URL(link).searchParams.get('token') ?? '';
  for (const url of [link, `${portal.url}/api/auth/callback/email?token=${token}&email=scanned@example.org`])
    for (const method of ['HEAD', 'GET', 'OPTIONS', 'POST']) await request.fetch(url, { method });
  expect(await portal.sql`select * from person where email = 'scanned@example.org'`).toHaveLength(0);
  await page.goto(link);
  await signIn(page);
  await expect(page).toHaveURL(`${portal.url}/my`);
});

test('a link works once', async ({ page, browser }) => {
  await ask(page, 'once@example.org');
  const { link } = await mailbox.newest('once@example.org');
  const other = await browser.newPage();
  await Promise.all([page.goto(link), other.goto(link)]);
  await signIn(page);
  await expect(page).toHaveURL(`${portal.url}/my`);
  await signIn(other);
  await expect(other.getByRole('alert').first()).toContainText('no longer works');
  await other.goto(link);
  await expect(other.getByRole('alert').first()).toContainText('no longer works');
  await other.close();
});

test('a link is good for ten minutes', async ({ page }) => {
  await ask(page, 'late@example.org');
  const { link } = await mailbox.newest('late@example.org');
  const [kept] = await portal.sql`
    select extract(epoch from expires_at - now()) as seconds from sign_in_link where email = 'late@example.org'`;
  expect(Number(kept?.seconds)).toBeGreaterThan(590);
  expect(Number(kept?.seconds)).toBeLessThanOrEqual(600);
  await page.goto(link);
  await portal.sql`update sign_in_link set expires_at = now() where email = 'late@example.org'`;
  await signIn(page);
  await expect(page.getByRole('alert').first()).toContainText('no longer works');
});

test('known, unknown and refused addresses get the same reply', async ({ page }) => {
  await portal.sql`insert into person (email, email_verified_at) values ('known@example.org', now())`;
  const replies: (string | null)[] = [];
  for (const address of ['known@example.org', 'unknown@example.org', 'nobody@example.org']) {
    await ask(page, address);
    await expect(page).toHaveURL(`${portal.url}/sign-in/sent`);
    replies.push(await page.getByRole('main').textContent());
  }
  expect(new Set(replies).size).toBe(1);
});

test('after five mails an address has to wait, and its newest link still works', async ({ page }) => {
  for (let sent = 1; sent <= 5; sent++) {
    await ask(page, 'eager@example.org');
    await expect(page).toHaveURL(`${portal.url}/sign-in/sent`);
  }
  await ask(page, 'eager@example.org');
  await expect(page.getByRole('alert').first()).toContainText('newest link');
  expect(mailbox.count('eager@example.org')).toBe(5);
  await page.goto((await mailbox.newest('eager@example.org')).link);
  await signIn(page);
  await expect(page).toHaveURL(`${portal.url}/my`);
});

test('someone whom no brand knows is told so, and what to do', async ({ page }) => {
  await ask(page, 'stranger@example.org');
  await page.goto((await mailbox.newest('stranger@example.org')).link);
  await signIn(page);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('No brand');
  await expect(page.getByRole('main')).toContainText('stranger@example.org');
});

test.describe('in German', () => {
  test.use({ locale: 'de-DE' });

  test('the mail is in German too', async ({ page }) => {
    await page.goto(`${portal.url}/sign-in`);
    await page.getByLabel('E-Mail-Adresse').fill('grete@example.org');
    await page.getByRole('button', { name: 'Link schicken' }).click();
    const { mail } = await mailbox.newest('grete@example.org');
    expect(mail.subject).toContain('Ihr Link');
    expect(mail.text).toContain('zehn Minuten');
  });
});

test('a real portal has no demo inbox and offers no invented people', async ({ page }) => {
  const inbox = await page.goto(`${portal.url}/inbox`);
  expect(inbox?.status()).toBe(404);
  await page.goto(`${portal.url}/sign-in`);
  await expect(page.getByRole('main')).not.toContainText('demo');
});
