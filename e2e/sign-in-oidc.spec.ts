import type { Page } from '@playwright/test';
import { freePort } from '#lib/free-port.ts';
import { importedCustomer } from './imported-customer.ts';
import { type Issuer, openIssuer } from './issuer.ts';
import { expect, type Portal, startPortal, test } from './portal.ts';

let issuer: Issuer;
let portal: Portal;

test.beforeAll(async () => {
  const port = await freePort();
  portal = await startPortal((url) => ({
    MUTUAL_DEMO: '',
    PORTAL_URL: url,
    OIDC_ACME_ISSUER: `http://localhost:${port}`,
    OIDC_ACME_NAME: 'Acme',
    OIDC_ACME_CLIENT_ID: 'portal',
    OIDC_ACME_CLIENT_SECRET: 'a-secret-between-the-two-of-them',
  }));
  issuer = await openIssuer(port, `${portal.url}/api/auth/callback/acme`, {
    anna: { name: 'Anna', email: 'anna@example.org', email_verified: true },
    claims: { name: 'Claims', email: 'victim@example.org', email_verified: false },
    ben: { name: 'Ben' },
  });
});
test.afterAll(async () => {
  await portal?.stop();
  await issuer?.close();
});

/** Through the issuer's own pages: who one is, and yes to telling the portal. */
async function signInAs(page: Page, subject: string, from = '/sign-in') {
  await page.goto(portal.url + from);
  await page.getByRole('link', { name: 'Sign in with Acme' }).click();
  await page.locator('input[name=login]').fill(subject);
  await page.locator('input[name=password]').fill('anything');
  await page.getByRole('button', { name: 'Sign-in' }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
}

const relations = async (customerId: string) =>
  (await portal.sql`select person_id from relation where customer_id = ${customerId}`).map(
    (row) => row.person_id,
  );

for (const javaScriptEnabled of [true, false])
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled });

    test('a verified address links what the brand imported, and leads back to the page wanted', async ({
      page,
    }) => {
      await portal.sql`truncate person cascade`;
      await portal.sql`delete from customer where external_id in ('1', '2', '3')`;
      const customer = await importedCustomer(portal, { id: 1, email: 'anna@example.org' });
      await signInAs(page, 'anna', '/sign-in?to=%2Fmy%2Fgrocer');
      await expect(page).toHaveURL(`${portal.url}/my/grocer`);
      await expect(page.getByRole('main')).toContainText('Corner Grocer');
      expect(await relations(customer)).toHaveLength(1);
    });
  });

test.describe('who is who', () => {
  test.beforeEach(async () => {
    await portal.sql`truncate person cascade`;
    await portal.sql`delete from customer where external_id in ('1', '2', '3')`;
  });

  test('a subject links its customer, without any address', async ({ page }) => {
    const customer = await importedCustomer(portal, { id: 2, oidcSubject: `${issuer.url}|ben` });
    await signInAs(page, 'ben');
    await expect(page).toHaveURL(`${portal.url}/my`);
    expect(await relations(customer)).toHaveLength(1);
  });

  test('an address that is only claimed links nothing and takes over nobody', async ({ page }) => {
    const [victim] = await portal.sql`insert into person (email, email_verified_at)
      values ('victim@example.org', now()) returning id`;
    const customer = await importedCustomer(portal, { id: 3, email: 'victim@example.org' });
    await signInAs(page, 'claims');
    await expect(page.getByRole('heading', { level: 1 })).toContainText('No brand');
    expect(await relations(customer)).toEqual([]);
    const sessions = await portal.sql`select * from session where person_id = ${victim?.id}`;
    expect(sessions).toHaveLength(0);
  });

  test('by mail or by issuer, a verified address is one person', async ({ page }) => {
    const [known] = await portal.sql`insert into person (email, email_verified_at)
      values ('anna@example.org', now()) returning id`;
    await signInAs(page, 'anna');
    await expect(page).toHaveURL(`${portal.url}/my`);
    expect(await portal.sql`select person_id from account`).toEqual([{ person_id: known?.id }]);
    expect(await portal.sql`select id from person`).toHaveLength(1);
  });

  test('signing in as another ends the session before, and mixes up nobody', async ({ page, context }) => {
    await signInAs(page, 'anna');
    await expect(page).toHaveURL(`${portal.url}/my`);
    await context.clearCookies({ name: /^_(session|interaction)/ });
    await signInAs(page, 'ben');
    await expect(page).toHaveURL(`${portal.url}/my`);
    expect(await portal.sql`select distinct person_id from account`).toHaveLength(2);
    expect(await portal.sql`select * from session`).toHaveLength(1);
  });
});

test('an answer that the portal did not ask for signs nobody in', async ({ page, context }) => {
  await page.goto(`${portal.url}/api/auth/callback/acme?code=stolen&state=made-up&iss=${issuer.url}`);
  await expect(page.getByRole('alert').first()).toContainText('did not sign you in');
  expect((await context.cookies()).map((cookie) => cookie.name)).not.toContain('session');
});

test("another site's link only leads to the sign-in page", async ({ page }) => {
  await page.goto(`${issuer.url}/elsewhere`);
  await page.evaluate((href) => {
    location.href = href;
  }, `${portal.url}/sign-in/with/acme?to=/my`);
  await expect(page).toHaveURL(`${portal.url}/sign-in`);
});

test('an issuer that the portal does not know is none', async ({ page }) => {
  await page.goto(`${portal.url}/sign-in`);
  await page.evaluate(() => {
    location.href = '/sign-in/with/other';
  });
  await expect(page.getByRole('alert').first()).toContainText('did not sign you in');
});
