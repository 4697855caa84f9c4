import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { newCustomer } from './new-customer.ts';
import { expect, type Portal, signInAs, test } from './portal.ts';
import { openShop, type Shop } from './shop.ts';
import { makeCustomer } from './staff-customer.ts';

const brand = 'otterlight';
let shop: Shop;

test.beforeAll(async ({ portal }) => {
  shop = await openShop(portal.url, brand);
  await portal.sql`insert into login_key (brand_id, kid, name, public_key)
    select id, ${shop.kid}, 'Shop', ${shop.text}::text::jsonb from brand where slug = ${brand}`;
});
test.afterAll(() => shop.close());

/** A record without an address: only the brand's word can open it. */
async function recordOnly(portal: Portal): Promise<string> {
  const number = await makeCustomer(portal, brand, `${crypto.randomUUID()}@example.org`);
  await portal.sql`update customer set email = null where external_id = ${number}`;
  return number;
}

async function comeFromShop(page: Page, number: string) {
  await page.goto(`${shop.url}/${number}`);
  await page.getByRole('button', { name: 'My data' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Open your record');
}

const main = (page: Page) => page.getByRole('main');
const press = (page: Page, name = 'Open my record') => main(page).getByRole('button', { name }).click();

for (const javaScriptEnabled of [true, false])
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled });

    test('a customer comes from the site of the brand and opens their one record', async ({
      page,
      portal,
    }) => {
      const number = await recordOnly(portal);
      await comeFromShop(page, number);
      expect(page.url()).toBe(`${portal.url}/sign-in/brand/${brand}/confirm`);
      await expect(main(page)).toContainText(`its customer with the number ${number}`);
      expect((await page.request.get('/my', { maxRedirects: 0 })).status(), 'before the press').toBe(307);
      await press(page);
      await expect(page).toHaveURL(`${portal.url}/my/${brand}`);
      await page.goto('/my/otterlight/history');
      await expect(main(page)).toContainText('This record was opened through the brand’s own login');
      await page.goto('/account');
      await expect(main(page)).toContainText('A brand’s own login let you in');
      await expect(main(page)).toContainText('Through the login of Otterlight');
    });

    test('who is signed in is asked before the record becomes theirs', async ({ page, portal }) => {
      const email = await newCustomer(portal, 'fellwhistle');
      const number = await recordOnly(portal);
      await signInAs(portal, page, email);
      await comeFromShop(page, number);
      await expect(main(page)).toContainText(`You are signed in here as ${email}`);
      expect((await page.request.get(`/my/${brand}`)).status(), 'before the press').toBe(404);
      await press(page, 'Add it to my brands');
      await expect(page).toHaveURL(new RegExp(`/my/${brand}`));
      await page.goto('/my');
      await expect(main(page).getByRole('article')).toHaveCount(2);
    });

    test('a word that was used lets nobody in again, and says so', async ({ page, portal }) => {
      const number = await recordOnly(portal);
      const token = await shop.token(number);
      for (const time of [1, 2]) {
        shop.handOut(token);
        await comeFromShop(page, number);
        await press(page);
        if (time === 1) await expect(page).toHaveURL(`${portal.url}/my/${brand}`);
        await page.context().clearCookies({ name: 'session' });
      }
      await expect(main(page)).toContainText('You came in by this already');
      expect((await page.request.get('/my', { maxRedirects: 0 })).status()).toBe(307);
    });
  });

test('somebody else who signs in between the page and the press gets nothing', async ({ page, portal }) => {
  const number = await recordOnly(portal);
  await comeFromShop(page, number);
  await signInAs(portal, page, await newCustomer(portal, 'fellwhistle'));
  await press(page);
  await expect(main(page)).toContainText('Something has changed since this page was shown');
  expect((await page.request.get(`/my/${brand}`)).status()).toBe(404);
});

test('a word that came for another page does not take the place of the one that is shown', async ({
  page,
  context,
  portal,
}) => {
  const [shown, other] = [await recordOnly(portal), await recordOnly(portal)];
  await comeFromShop(page, shown);
  const behind = await context.newPage();
  await comeFromShop(behind, other);
  await press(page);
  await expect(page).toHaveURL(`${portal.url}/my/${brand}`);
  const [opened] =
    await portal.sql`select external_id from session join customer on customer_id = through_customer
    order by created_at desc limit 1`;
  expect(opened?.external_id).toBe(shown);
});

test('what is not the brand’s word is refused in plain words', async ({ page, portal }) => {
  const number = await recordOnly(portal);
  const refusals = {
    'could not make sure': ['nonsense', await shop.token(number, { aud: 'https://elsewhere.example' })],
    'took too long': [await shop.token(number, { iat: 1_700_000_000, exp: 1_700_000_060 })],
    'not brought in a record': [await shop.token('no such number')],
  };
  for (const [words, tokens] of Object.entries(refusals))
    for (const token of tokens) {
      shop.handOut(token);
      await page.context().clearCookies();
      await comeFromShop(page, number);
      await expect(main(page)).toContainText(words);
      await expect(main(page).getByRole('button')).toHaveCount(0);
      expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    }
  await page.context().clearCookies();
  await page.goto(`/sign-in/brand/${brand}`);
  await expect(main(page)).toContainText('Go to the site of Otterlight and sign in there');
});

test('a form of another site is heard at that one address, and at no other', async ({ portal }) => {
  const send = async (path: string) => {
    const body = new URLSearchParams({ token: 'x' });
    const headers = { origin: 'https://elsewhere.example' };
    return (await fetch(portal.url + path, { method: 'POST', headers, body, redirect: 'manual' })).status;
  };
  expect(await send(`/sign-in/brand/${brand}`)).toBe(303);
  for (const path of [
    '/sign-in',
    `/sign-in/brand/${brand}/confirm`,
    `/sign-in/brand/${brand}/`,
    `/my/${brand}`,
  ])
    expect(await send(path), path).toBe(403);
  expect(await send('/sign-in/brand/nobody')).toBe(404);
});

test('an owner adds a key and revokes it, which signs out whom it let in', async ({
  page,
  browser,
  portal,
}) => {
  const own = await openShop(portal.url, brand);
  await signInAs(portal, page, 'odile@otterlight.example.com');
  await page.goto(`/staff/${brand}/keys`);
  await page.getByRole('link', { name: 'Your own login' }).click();
  await expect(page).toHaveURL(/login$/);
  await page.getByLabel('What it is for').fill('Second shop');
  await page.getByLabel('Public key').fill('{"kty":"OKP"}');
  await page.getByRole('button', { name: 'Add key' }).click();
  await expect(main(page)).toContainText('paste one JWK');
  await page.getByLabel('Public key').fill(own.text);
  await page.getByRole('button', { name: 'Add key' }).click();
  await expect(main(page)).toContainText(own.kid);
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

  const guest = await (await browser.newContext({ baseURL: portal.url, locale: 'en-GB' })).newPage();
  await guest.goto(`${own.url}/${await recordOnly(portal)}`);
  await guest.getByRole('button', { name: 'My data' }).click();
  await press(guest);
  await expect(guest).toHaveURL(`${portal.url}/my/${brand}`);

  await page.getByRole('button', { name: 'Revoke the key “Second shop”' }).click();
  await expect(main(page)).toContainText('Whoever came in by this key is signed out');
  await guest.reload();
  await expect(guest).toHaveURL(/\/sign-in/);
  await page.goto(`/staff/${brand}/audit`);
  await expect(main(page)).toContainText('Revoked a login key');
  await guest.context().close();
  await own.close();
});
