import type { Page } from '@playwright/test';
import { choicesOf, ledgerLength, newCustomer } from './new-customer.ts';
import { expect, type Portal, signInAs, test } from './portal.ts';
import { sayElsewhere } from './say-elsewhere.ts';

const [exchange, other] = ['fridays-picks', 'better-search'];
const switchOf = (page: Page, slug = exchange) => page.locator(`#exchange-${slug}`).getByRole('switch');
const statusOf = (page: Page, slug = exchange) => page.locator(`#exchange-${slug}`).getByRole('status');

/** A customer of the test's own, signed in in the page. */
async function customer(page: Page, portal: Portal): Promise<string> {
  const email = await newCustomer(portal);
  await signInAs(portal, page, email);
  return email;
}

/** Turns the switch on by hand, and sees it saved. */
async function turnOn(page: Page, slug = exchange) {
  await switchOf(page, slug).click();
  await expect(statusOf(page, slug)).toHaveText(/^Saved/);
  await expect(switchOf(page, slug)).toBeChecked();
}

/** A page's saves go one after the other: what it would save of its own accord is in the ledger before this. */
async function pressAnother(page: Page) {
  await turnOn(page, other);
}

test('what was turned off elsewhere stays off when the page is restored by Back', async ({
  page,
  portal,
}) => {
  const email = await customer(page, portal);
  await page.goto('/my/otterlight');
  await turnOn(page);
  await page.goto('/account');
  await sayElsewhere(portal, email, exchange, 'off');
  await page.goBack();
  await expect(switchOf(page)).not.toBeChecked();
  await pressAnother(page);
  expect(await choicesOf(portal, email)).toMatchObject({ [exchange]: 'withdrawn' });
  expect(await ledgerLength(portal, email)).toBe(3);
});

test('a new version that nobody has read is not agreed to when the page is restored', async ({
  page,
  portal,
}) => {
  const email = await customer(page, portal);
  await page.goto('/my/otterlight');
  await turnOn(page, 'studio-previews');
  await page.goto('/account');
  await portal.sql`with next as (
      insert into exchange_version (brand_id, exchange, version, category, purpose, terms, meaning)
      select v.brand_id, v.exchange, v.version + 1, v.category, v.purpose, v.terms, v.meaning
      from exchange_version v join exchange e on e.brand_id = v.brand_id and e.slug = v.exchange and e.live_version = v.version
      where e.slug = 'studio-previews' returning brand_id, exchange, version)
    update exchange e set live_version = next.version, asked_since = next.version from next
    where e.brand_id = next.brand_id and e.slug = next.exchange`;
  await page.goBack();
  await expect(switchOf(page, 'studio-previews')).not.toBeChecked();
  await pressAnother(page);
  expect(await ledgerLength(portal, email)).toBe(2);
});

test('one person’s yes is not written for the next who signs in in the same tab', async ({
  page,
  portal,
}) => {
  await customer(page, portal);
  await page.goto('/my/otterlight');
  await turnOn(page);
  await page.goto('/account');
  const second = await customer(page, portal);
  await page.goBack();
  await expect(switchOf(page)).not.toBeChecked();
  await pressAnother(page);
  expect(await choicesOf(portal, second)).toEqual({ [other]: 'granted' });
});

test('what was turned off elsewhere is off after Forward, a reload, and in a tab opened anew', async ({
  page,
  portal,
}) => {
  const email = await customer(page, portal);
  await page.goto('/account');
  await page.goto('/my/otterlight');
  await turnOn(page);
  await page.goBack();
  await sayElsewhere(portal, email, exchange, 'off');
  await page.goForward();
  await expect(switchOf(page)).not.toBeChecked();
  await sayElsewhere(portal, email, exchange, 'on');
  await page.reload();
  await expect(switchOf(page)).toBeChecked();
  await sayElsewhere(portal, email, exchange, 'off');
  const reopened = await page.context().newPage();
  await reopened.goto('/my/otterlight');
  await expect(switchOf(reopened)).not.toBeChecked();
  await pressAnother(reopened);
  // On, off, on and off of the one, and the other: nothing that nobody pressed.
  expect(await ledgerLength(portal, email)).toBe(5);
});

test('what a script or a form filler does to a box is shown back and saved by nobody', async ({
  page,
  portal,
}) => {
  const email = await customer(page, portal);
  await page.goto('/my/otterlight');
  await pressAnother(page);
  await switchOf(page).evaluate((box: HTMLInputElement) => box.click());
  await switchOf(page).evaluate((box: HTMLInputElement) => {
    box.checked = true;
    box.dispatchEvent(new Event('change', { bubbles: true }));
  });
  await page.reload();
  await expect(switchOf(page)).not.toBeChecked();
  await switchOf(page, other).click();
  await expect.poll(() => choicesOf(portal, email)).toEqual({ [other]: 'withdrawn' });
});

test('a press before the page has come alive is saved once; what a script ticks then is not', async ({
  page,
  portal,
}) => {
  const email = await customer(page, portal);
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/_next/static/**', (route) =>
    route.request().resourceType() === 'script' ? held.then(() => route.continue()) : route.continue(),
  );
  await page.goto('/my/otterlight', { waitUntil: 'commit' });
  await switchOf(page).click();
  await switchOf(page, 'studio-previews').evaluate((box: HTMLInputElement) => box.click());
  release();
  await expect(statusOf(page)).toHaveText(/^Saved/);
  await pressAnother(page);
  expect(await choicesOf(portal, email)).toEqual({ [exchange]: 'granted', [other]: 'granted' });
  expect(await ledgerLength(portal, email)).toBe(2);
});

test('without JavaScript a page of before is refused a yes, and never a no, and shows how things stand', async ({
  plainPage: page,
  portal,
}) => {
  const email = await customer(page, portal);
  const save = () => page.locator(`#exchange-${exchange}`).getByRole('button', { name: /^Save/ }).click();
  await page.goto('/my/otterlight');
  await sayElsewhere(portal, email, exchange, 'on');
  await sayElsewhere(portal, email, exchange, 'off');
  await switchOf(page).check();
  await save();
  await expect(page.locator(`#exchange-${exchange}`)).toContainText('Something changed in the meantime');
  await expect(switchOf(page)).not.toBeChecked();
  await switchOf(page).check();
  await save();
  await expect(switchOf(page)).toBeChecked();
  expect(await ledgerLength(portal, email)).toBe(3);
});

test('without JavaScript the page of one person writes nothing for the next', async ({
  plainPage: page,
  portal,
}) => {
  await customer(page, portal);
  await page.goto('/my/otterlight');
  const second = await customer(page, portal);
  await switchOf(page).check();
  await page.locator(`#exchange-${exchange}`).getByRole('button', { name: /^Save/ }).click();
  await expect(page.getByText('This page was opened for someone else').first()).toBeVisible();
  await expect(switchOf(page)).not.toBeChecked();
  expect(await ledgerLength(portal, second)).toBe(0);
});
