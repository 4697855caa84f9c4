import type { Page } from '@playwright/test';
import { expect, type Portal, test } from './portal.ts';

const sessionsOf = async ({ sql }: Portal, email: string) =>
  (await sql`select 1 from session join person on person.id = person_id where email = ${email}`).length;

test('signing out everywhere works at once, in every browser', async ({
  portal,
  browser,
  page,
  signInAs,
}) => {
  const there = await browser.newContext();
  const other = await there.newPage();
  await signInAs('everywhere@example.org');
  await signInAs('everywhere@example.org', other);
  await other.goto(`${portal.url}/account`);
  await page.goto('/account');
  await expect(page.getByRole('main').getByText('This browser', { exact: true })).toHaveCount(1);
  await page.getByRole('button', { name: 'Sign out everywhere' }).click();
  await expect(page).toHaveURL(`${portal.url}/`);
  expect(await sessionsOf(portal, 'everywhere@example.org')).toBe(0);
  await other.reload();
  await expect(other).toHaveURL(/sign-in/);
  await there.close();
});

test('one browser can be signed out from another', async ({ portal, browser, page, signInAs }) => {
  const there = await browser.newContext();
  await signInAs('one@example.org', await there.newPage());
  await signInAs('one@example.org');
  await page.goto('/account');
  const others = page.getByRole('listitem').filter({ hasNotText: 'This browser' });
  await others.getByRole('button', { name: /Sign out/ }).click();
  await expect(others).toHaveCount(0);
  await expect(page.getByRole('listitem').filter({ hasText: 'This browser' })).toHaveCount(1);
  expect(await sessionsOf(portal, 'one@example.org')).toBe(1);
  await there.close();
});

test('without JavaScript one can sign out, and choose language and time zone', async ({
  portal,
  plainPage: page,
  signInAs,
}) => {
  await signInAs('plain@example.org', page);
  await page.goto('/account');
  await page.getByRole('combobox', { name: 'Language' }).selectOption('de');
  await page.getByRole('combobox', { name: 'Time zone' }).selectOption('Asia/Tokyo');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  const kept = await portal.sql`select locale, time_zone from person where email = 'plain@example.org'`;
  expect(kept).toEqual([{ locale: 'de', time_zone: 'Asia/Tokyo' }]);
  await page.getByRole('banner').getByRole('button', { name: 'Abmelden' }).click();
  await expect(page).toHaveURL(`${portal.url}/`);
  expect(await sessionsOf(portal, 'plain@example.org')).toBe(0);
});

test.describe('a browser in India', () => {
  test.use({ timezoneId: 'Asia/Kolkata' });

  test('shows its own time without being asked, until another is chosen', async ({
    portal,
    page,
    signInAs,
  }) => {
    await signInAs('zone@example.org');
    await portal.sql`update session set created_at = '2026-01-01T00:00:00Z'
      from person where person.id = person_id and email = 'zone@example.org'`;
    await page.goto('/account');
    await expect
      .poll(async () => (await page.context().cookies()).some(({ name }) => name === 'zone'))
      .toBe(true);
    await page.reload();
    await expect(page.getByRole('main')).toContainText('05:30');
    await page.getByRole('combobox', { name: 'Time zone' }).selectOption('Asia/Tokyo');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByRole('main')).toContainText('09:00');
    await page.reload();
    await expect(page.getByRole('main')).toContainText('09:00');
  });
});

test('a session that ended in an open tab is told of, and what was chosen stays', async ({
  portal,
  page,
  signInAs,
}) => {
  await signInAs('open-tab@example.org');
  await page.goto('/account');
  await page.getByRole('combobox', { name: 'Time zone' }).selectOption('Asia/Tokyo');
  await portal.sql`delete from session using person where person.id = person_id and email = 'open-tab@example.org'`;
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('main').getByRole('alert')).toContainText('Your session has ended');
  await expect(page.getByRole('combobox', { name: 'Time zone' })).toHaveValue('Asia/Tokyo');
  const kept = await portal.sql`select time_zone from person where email = 'open-tab@example.org'`;
  expect(kept).toEqual([{ time_zone: null }]);
});

for (const [from, headers] of [
  ['without Origin', {}],
  ['from another origin', { origin: 'https://evil.example' }],
  ['from an origin that hides itself', { origin: 'null' }],
] as const)
  test(`an action posted ${from} does nothing`, async ({ portal, page, signInAs, request }) => {
    const email = `${from.replaceAll(' ', '-').toLowerCase()}@example.org`;
    await signInAs(email);
    await page.goto('/account');
    const multipart = await fieldsOf(page, 'Sign out everywhere');
    const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
    const post = (extra: Record<string, string>) =>
      request.post('/account', { multipart, headers: { cookie, ...extra }, maxRedirects: 0 });
    const answer = await post(headers);
    expect(answer.headers()['content-type']).toContain('text/html');
    expect(await answer.text()).toMatch(/<h1[^>]*>[^<]+/);
    expect(await sessionsOf(portal, email)).toBe(1);
    expect((await post({ origin: portal.url })).status()).toBe(303);
    expect(await sessionsOf(portal, email)).toBe(0);
  });

test.describe('in the demo', () => {
  test('anyone can look around as one of its invented people, in one click', async ({ page, portal }) => {
    await page.goto('/sign-in');
    await page.getByRole('button', { name: 'Sign in as Mira' }).click();
    await expect(page).toHaveURL(`${portal.url}/my`);
    await page.getByRole('banner').getByRole('button', { name: 'Sign out' }).click();
    await expect(page.getByRole('banner').getByRole('link', { name: 'Sign in' })).toBeVisible();
  });

  test('mail lands in the inbox, which leads on', async ({ page, portal }) => {
    await page.goto('/sign-in');
    await page.getByLabel('E-mail address').fill('inbox@example.org');
    await page.getByRole('button', { name: 'Send me a link' }).click();
    await page.getByRole('link', { name: 'Open the inbox' }).click();
    const mail = page.getByRole('listitem').filter({ hasText: 'inbox@example.org' });
    await mail.getByRole('link', { name: 'Open the link' }).click();
    await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click();
    await expect(page).toHaveURL(`${portal.url}/my`);
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
