import type { Page } from '@playwright/test';
import { expect, test } from './portal.ts';
import { makeCustomer } from './staff-customer.ts';

const title = 'Choose the next colour';
const row = (page: Page) => page.locator('#exchange-choose-the-colour');
const theSwitch = (page: Page) => row(page).getByRole('switch');

/** Renames the purpose and sends the form; what it does is told before it is done. */
async function rename(page: Page, from: string, to: string, asksAgain: RegExp) {
  await page.goto('/staff/fellwhistle/purposes');
  await page.getByRole('link', { name: from }).click();
  await page.locator('input[name="name.en"]').fill(to);
  const save = page.getByRole('button', { name: 'Save purpose' });
  for (let tries = 0; tries < 2; tries++) {
    await save.click();
    const told = page.getByRole('alert').first();
    await expect(told).toContainText('1 exchange gets a new version.');
    await expect(told).toContainText(asksAgain);
    await expect(told).toContainText('Nothing is saved yet.');
    await expect(page.locator('input[name="name.en"]')).toHaveValue(to);
  }
  return async () => {
    await page.getByRole('checkbox', { name: 'I have read what changes' }).check();
    await save.click();
    await expect(page.getByRole('link', { name: to })).toBeVisible();
  };
}

test('staff call a purpose otherwise: they are told whom it asks again, and what was agreed stays as it was', async ({
  page,
  plainPage,
  browser,
  baseURL,
  portal,
  signInAs,
}) => {
  const email = 'renamed@example.org';
  await makeCustomer(portal, 'fellwhistle', email);
  const customer = await (await browser.newContext({ baseURL, locale: 'en-GB' })).newPage();
  await signInAs(email, customer);
  await customer.goto('/my/fellwhistle');
  await theSwitch(customer).click();
  await expect(row(customer).getByText(/^Saved/)).toBeVisible();

  await signInAs('priya@fellwhistle.example.com');
  const confirm = await rename(
    page,
    'Ask for your opinion',
    'Sell your opinion',
    /\d+ customers? (is|are) asked again/,
  );
  await customer.reload();
  await expect(theSwitch(customer)).toBeChecked();
  await confirm();

  await customer.reload();
  await expect(theSwitch(customer)).not.toBeChecked();
  await row(customer)
    .getByRole('link', { name: /^More about/ })
    .click();
  await expect(customer.getByRole('main')).toContainText('Sell your opinion');
  await customer.goto('/my/fellwhistle/history');
  const yes = customer.getByRole('listitem').filter({ hasText: `You turned on “${title}”` });
  await yes.getByText('The text as it was then').click();
  await expect(yes).toContainText('Ask for your opinion');

  await signInAs('priya@fellwhistle.example.com', plainPage);
  const back = await rename(
    plainPage,
    'Sell your opinion',
    'Ask for your opinion',
    /No customer is asked again/,
  );
  await back();
  await customer.context().close();
});
