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
