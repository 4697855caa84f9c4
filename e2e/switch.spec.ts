import type { Page } from '@playwright/test';
import { choicesOf, ledgerLength, newCustomer } from './new-customer.ts';
import { expect, type Portal, signInAs, test } from './portal.ts';

const row = '#exchange-fridays-picks';

/** A customer who has never been here before, with their statement open. */
async function openStatement(page: Page, portal: Portal): Promise<string> {
  const email = await newCustomer(portal);
  await signInAs(portal, page, email);
  await page.goto('/my/otterlight');
  return email;
}

test('ten fast clicks end where the last one said, and the ledger holds no more than was sent', async ({
  page,
  portal,
}) => {
  const email = await openStatement(page, portal);
  const choice = page.locator(row).getByRole('switch');
  for (let click = 0; click < 9; click += 1) await choice.click({ noWaitAfter: true });
  await expect(page.locator(row).getByRole('status')).toHaveText(/^Saved/);
  await expect(choice).toBeChecked();
  await expect.poll(() => choicesOf(portal, email)).toEqual({ 'fridays-picks': 'granted' });
  expect(await ledgerLength(portal, email)).toBeLessThanOrEqual(9);
});

test('undo is a new entry, not a rubber', async ({ page, portal }) => {
  const email = await openStatement(page, portal);
  await page.locator(row).getByRole('switch').click();
  await page.locator(row).getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => choicesOf(portal, email)).toEqual({ 'fridays-picks': 'withdrawn' });
  expect(await ledgerLength(portal, email)).toBe(2);
  await expect(page.locator(row).getByRole('switch')).not.toBeChecked();
});

test('in two tabs each shows what is said in the other, and what was said last holds', async ({
  page,
  portal,
  context,
}) => {
  const email = await newCustomer(portal);
  await signInAs(portal, page, email);
  const other = await context.newPage();
  await page.goto('/my/otterlight');
  await other.goto('/my/otterlight');
  const here = page.locator(row).getByRole('switch');
  const there = other.locator(row).getByRole('switch');
  await here.click();
  await expect(page.locator(row).getByRole('status')).toHaveText(/^Saved/);
  await expect(there).toBeChecked();
  await there.click();
  await expect(other.locator(row).getByRole('status')).toHaveText(/^Saved/);
  await expect(here).not.toBeChecked();
  await expect(page.locator(row).getByRole('status')).toHaveText('');
  expect(await choicesOf(portal, email)).toEqual({ 'fridays-picks': 'withdrawn' });
  expect(await ledgerLength(portal, email)).toBe(2);
});

test('with the line lost it says so and shows how it stands; back online the next click saves', async ({
  page,
  portal,
  context,
}) => {
  const email = await openStatement(page, portal);
  const choice = page.locator(row).getByRole('switch');
  await context.setOffline(true);
  await choice.click();
  await expect(page.locator(row).getByRole('status')).toContainText('Not saved, still off.');
  await expect(choice).not.toBeChecked();
  await context.setOffline(false);
  await choice.click();
  await expect(page.locator(row).getByRole('status')).toHaveText(/^Saved/);
  expect(await choicesOf(portal, email)).toEqual({ 'fridays-picks': 'granted' });
});

test('with the database gone in the middle nothing is half done', async ({ page, portal }) => {
  const email = await openStatement(page, portal);
  const choice = page.locator(row).getByRole('switch');
  await portal.link.cut();
  try {
    await choice.click();
    await expect(page.locator(row).getByRole('status')).toContainText('Not saved, still off.', {
      timeout: 20_000,
    });
    await expect(choice).not.toBeChecked();
  } finally {
    await portal.link.mend();
  }
  expect(await choicesOf(portal, email)).toEqual({});
  await choice.click();
  await expect(page.locator(row).getByRole('status')).toHaveText(/^Saved/);
});

test('a version published meanwhile is shown and asked about, not agreed to unread', async ({
  page,
  portal,
}) => {
  const email = await openStatement(page, portal);
  await portal.sql`with next as (
      insert into exchange_version (brand_id, exchange, version, category, purpose, terms, meaning)
      select v.brand_id, v.exchange, v.version + 1, v.category, v.purpose,
        jsonb_set(v.terms, '{give}', '{"en": "We now use it with our new partner too."}'), v.meaning
      from exchange_version v join exchange e on e.brand_id = v.brand_id and e.slug = v.exchange and e.live_version = v.version
      where e.slug = 'cheaper-with-ads' returning brand_id, exchange, version)
    update exchange e set live_version = next.version, asked_since = next.version from next
    where e.brand_id = next.brand_id and e.slug = next.exchange`;
  const changed = page.locator('#exchange-cheaper-with-ads');
  await changed.getByRole('switch').click();
  await expect(changed).toContainText('We now use it with our new partner too.');
  await expect(changed.getByRole('status')).toContainText('Something changed in the meantime');
  await expect(changed.getByRole('switch')).not.toBeChecked();
  expect(await choicesOf(portal, email)).toEqual({});
  await changed.getByRole('switch').click();
  await expect(changed.getByRole('status')).toHaveText(/^Saved/);
});

test('the switch of a category tells the truth about its exchanges', async ({ page, portal }) => {
  await openStatement(page, portal);
  const category = page.getByRole('region', { name: 'What you watch' });
  const all = category.getByRole('checkbox', { name: /Everything that uses/ });
  await expect(all).toBeChecked({ indeterminate: true });
  await all.click();
  await expect(all).not.toBeChecked();
  for (const choice of await category.getByRole('switch').all()) await expect(choice).not.toBeChecked();
  await all.click();
  await expect(all).toBeChecked();
  for (const choice of await category.getByRole('switch').all()) await expect(choice).toBeChecked();
  await category.getByRole('switch').first().click();
  await expect(all).toBeChecked({ indeterminate: true });
});

test('an exchange that asks can be answered with no in one click', async ({ page, portal }) => {
  const email = await openStatement(page, portal);
  await page
    .locator(row)
    .getByRole('button', { name: /Keep it off/ })
    .click();
  await expect(page.locator(row).getByRole('status')).toHaveText(/^Saved/);
  expect(await choicesOf(portal, email)).toEqual({ 'fridays-picks': 'refused' });
  await page.reload();
  await expect(page.locator(row)).not.toContainText('Not answered yet');
});
