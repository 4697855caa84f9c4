import { randomBytes } from 'node:crypto';
import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { hashToken } from '#lib/token.ts';
import { type RealPortal, startRealPortal } from './real-portal.ts';

let portal: RealPortal;
test.beforeAll(async () => {
  portal = await startRealPortal();
});
test.afterAll(() => portal?.stop());

/** A person of the test's own, signed in without mail. */
async function signedIn(context: BrowserContext, email: string): Promise<string> {
  const [person] = await portal.sql`insert into person (email, email_verified_at) values (${email}, now())
    on conflict (email) do update set email = excluded.email returning id`;
  const token = randomBytes(32).toString('base64url');
  await portal.sql`insert into session (token_hash, person_id, expires_at)
    values (${hashToken(token)}, ${person?.id}, now() + interval '1 hour')`;
  await context.addCookies([{ name: 'session', value: token, url: portal.url }]);
  return person?.id;
}

const sessionsOf = async (id: string) =>
  (await portal.sql`select 1 from session where person_id = ${id}`).length;

test('signing out everywhere works at once, in every browser', async ({ browser }) => {
  const [here, there] = [await browser.newContext(), await browser.newContext()];
  const id = await signedIn(here, 'everywhere@example.org');
  await signedIn(there, 'everywhere@example.org');
  const [page, other] = [await here.newPage(), await there.newPage()];
  await other.goto(`${portal.url}/account`);
  await page.goto(`${portal.url}/account`);
  await expect(page.getByRole('main').getByText('This browser', { exact: true })).toHaveCount(1);
  await page.getByRole('button', { name: 'Sign out everywhere' }).click();
  await expect(page).toHaveURL(`${portal.url}/`);
  expect(await sessionsOf(id)).toBe(0);
  await other.reload();
  await expect(other).toHaveURL(/sign-in/);
  await Promise.all([here.close(), there.close()]);
});

test('one browser can be signed out from another', async ({ browser }) => {
  const [here, there] = [await browser.newContext(), await browser.newContext()];
  const id = await signedIn(there, 'one@example.org');
  await signedIn(here, 'one@example.org');
  const page = await here.newPage();
  await page.goto(`${portal.url}/account`);
  const others = page.getByRole('listitem').filter({ hasNotText: 'This browser' });
  await others.getByRole('button', { name: /Sign out/ }).click();
  await expect(others).toHaveCount(0);
  await expect(page.getByRole('listitem').filter({ hasText: 'This browser' })).toHaveCount(1);
  expect(await sessionsOf(id)).toBe(1);
  await Promise.all([here.close(), there.close()]);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('one can sign out, and choose language and time zone', async ({ page, context }) => {
    const id = await signedIn(context, 'plain@example.org');
    await page.goto(`${portal.url}/account`);
    await page.getByRole('combobox', { name: 'Language' }).selectOption('de');
    await page.getByRole('combobox', { name: 'Time zone' }).selectOption('Asia/Tokyo');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.locator('html')).toHaveAttribute('lang', 'de');
    const [kept] = await portal.sql`select locale, time_zone from person where id = ${id}`;
    expect(kept).toEqual({ locale: 'de', time_zone: 'Asia/Tokyo' });
    await page.getByRole('banner').getByRole('button', { name: 'Abmelden' }).click();
    await expect(page).toHaveURL(`${portal.url}/`);
    expect(await sessionsOf(id)).toBe(0);
  });
});

test("times are in the browser's zone without being asked for, unless one was chosen", async ({
  browser,
}) => {
  const context = await browser.newContext({ timezoneId: 'Asia/Kolkata' });
  const id = await signedIn(context, 'zone@example.org');
  await portal.sql`update session set created_at = '2026-01-01T00:00:00Z' where person_id = ${id}`;
  const page = await context.newPage();
  await page.goto(`${portal.url}/account`);
  await expect(page.getByRole('main')).toContainText('05:30');
  await page.getByRole('combobox', { name: 'Time zone' }).selectOption('Asia/Tokyo');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('main')).toContainText('09:00');
  await page.reload();
  await expect(page.getByRole('main')).toContainText('09:00');
  await context.close();
});

test('a session that ended in an open tab is told of, and what was chosen stays', async ({
  page,
  context,
}) => {
  const id = await signedIn(context, 'open-tab@example.org');
  await page.goto(`${portal.url}/account`);
  await page.getByRole('combobox', { name: 'Time zone' }).selectOption('Asia/Tokyo');
  await portal.sql`delete from session where person_id = ${id}`;
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('main').getByRole('alert')).toContainText('Your session has ended');
  await expect(page.getByRole('combobox', { name: 'Time zone' })).toHaveValue('Asia/Tokyo');
  const [kept] = await portal.sql`select time_zone from person where id = ${id}`;
  expect(kept).toEqual({ time_zone: null });
});

test.describe('an action that is not posted by our own pages', () => {
  for (const [from, headers] of [
    ['without Origin', {}],
    ['from another origin', { origin: 'https://evil.example' }],
    ['from an origin that hides itself', { origin: 'null' }],
  ] as const)
    test(`does nothing ${from}`, async ({ page, context, request }) => {
      const id = await signedIn(context, `${from.replaceAll(' ', '-')}@example.org`);
      await page.goto(`${portal.url}/account`);
      const multipart = await fieldsOf(page, 'Sign out everywhere');
      const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
      const post = (extra: Record<string, string>) =>
        request.post(`${portal.url}/account`, { multipart, headers: { cookie, ...extra }, maxRedirects: 0 });
      await post(headers);
      expect(await sessionsOf(id)).toBe(1);
      const own = await post({ origin: portal.url });
      expect(own.status()).toBe(303);
      expect(await sessionsOf(id)).toBe(0);
    });
});

/** What a form sends that is drawn for a browser without JavaScript. */
async function fieldsOf(page: Page, button: string): Promise<Record<string, string>> {
  const html = await (await page.request.get(page.url())).text();
  const forms = html.split('<form').filter((part) => part.split('</form')[0]?.includes(button));
  const pairs = [...(forms[0] ?? '').matchAll(/<input type="hidden" name="([^"]*)"(?: value="([^"]*)")?/g)];
  const plain = (text = '') => text.replaceAll('&quot;', '"').replaceAll('&amp;', '&');
  return Object.fromEntries(pairs.map(([, name = '', value]) => [name, plain(value)]));
}
