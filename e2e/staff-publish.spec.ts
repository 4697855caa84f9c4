import type { Page } from '@playwright/test';
import { expect, test } from './portal.ts';
import { makeCustomer } from './staff-customer.ts';

const exchange = 'race-places';
const title = 'A place at the start';

const row = (page: Page) => page.locator(`#exchange-${exchange}`);

test('staff publish a wider version, and the customer who had said yes is asked again', async ({
  page,
  browser,
  baseURL,
  portal,
  signInAs,
}) => {
  const email = 'asked-again@example.org';
  await makeCustomer(portal, 'fellwhistle', email);
  const customer = await (await browser.newContext({ baseURL, locale: 'en-GB' })).newPage();
  await signInAs(email, customer);
  await customer.goto('/my/fellwhistle');
  const theSwitch = customer.getByRole('switch', { name: title });
  await theSwitch.click();
  await expect(row(customer).getByText(/^Saved/)).toBeVisible();

  await signInAs('priya@fellwhistle.example.com');
  await page.goto('/staff/fellwhistle/exchanges');
  await page.getByRole('link', { name: title }).click();

  const recipients = page.getByLabel('Who receives the data');
  await recipients.fill(`${await recipients.inputValue()}\nA sports magazine`);
  await page.getByRole('button', { name: 'Save draft' }).click();
  await expect(page.getByText(/^Saved at/)).toBeVisible();
  const panel = page.getByRole('complementary', { name: 'Before it goes live' });
  await expect(panel).toContainText('Gives it to more recipients');
  await expect(panel).toContainText(/\d+ customers are asked again/);
  await expect(page.getByRole('table', { name: 'Live and draft, side by side' })).toContainText(
    'A sports magazine',
  );
  await customer.reload();
  await expect(theSwitch).toBeChecked();

  await panel.getByRole('button', { name: /^Publish version/ }).click();
  await expect(panel.getByRole('alert')).toContainText('Confirm that you have read');
  await panel.getByRole('checkbox').check();
  await panel.getByRole('button', { name: /^Publish version/ }).click();
  await expect(panel.getByRole('status')).toContainText(/asked again/);

  await customer.reload();
  await expect(theSwitch).not.toBeChecked();
  await row(customer)
    .getByRole('link', { name: /^More about/ })
    .click();
  await expect(customer.getByRole('main')).toContainText('A sports magazine');
  await customer.goBack();
  await theSwitch.click();
  await expect(row(customer).getByText(/^Saved/)).toBeVisible();
  await customer.reload();
  await expect(theSwitch).toBeChecked();
  await customer.context().close();
});

test('an exchange that does not say what the customer gets cannot go live, and says what is missing', async ({
  plainPage,
  signInAs,
}) => {
  await signInAs('priya@fellwhistle.example.com', plainPage);
  await plainPage.goto('/staff/fellwhistle/exchanges/new');
  await plainPage.getByLabel('Name in the address').fill('Not An Address');
  await plainPage.getByLabel('Title, English').fill('Half an idea');
  await plainPage.getByRole('button', { name: 'Create draft' }).click();
  await expect(plainPage.getByRole('alert')).toContainText('small letters');
  await expect(plainPage.getByLabel('Title, English')).toHaveValue('Half an idea');
  await plainPage.getByLabel('Name in the address').fill('half-an-idea');
  await plainPage.getByRole('button', { name: 'Create draft' }).click();

  await expect(plainPage).toHaveURL(/half-an-idea$/);
  const panel = plainPage.getByRole('complementary', { name: 'Before it goes live' });
  await expect(panel.getByRole('link', { name: 'What the customer gets (English)' })).toBeVisible();
  await expect(panel.getByRole('button', { name: /^Publish/ })).toHaveCount(0);
});

test('two editors at once: the second is told, and keeps what they typed', async ({
  browser,
  baseURL,
  signInAs,
}) => {
  const people = ['freya@fellwhistle.example.com', 'priya@fellwhistle.example.com'];
  const [first, second] = await Promise.all(
    people.map(async (email) => {
      const page = await (await browser.newContext({ baseURL, locale: 'en-GB' })).newPage();
      await signInAs(email, page);
      await page.goto('/staff/fellwhistle/exchanges/right-size');
      return page;
    }),
  );
  if (!first || !second) throw new Error('two pages');
  await first.getByLabel('Title, English').fill('Sizes that fit');
  await first.getByRole('button', { name: 'Save draft' }).click();
  await expect(first.getByText(/^Saved at/)).toBeVisible();
  await second.getByLabel('Title, English').fill('Shoes that fit');
  await second.getByRole('button', { name: 'Save draft' }).click();
  await expect(second.getByRole('main').getByRole('alert')).toContainText('Someone else changed this');
  await expect(second.getByLabel('Title, English')).toHaveValue('Shoes that fit');
  await expect(second.getByRole('heading', { level: 1 })).toHaveText('Sizes that fit');
  await first.getByRole('button', { name: 'Discard draft' }).click();
  await expect(first.getByRole('heading', { level: 1 })).toHaveText('The right size first time');
  await Promise.all([first, second].map((page) => page.context().close()));
});
