import type { Page } from '@playwright/test';
import { ordersFeed } from './orders-feed.ts';
import { expect, test } from './portal.ts';
import { makeCustomer } from './staff-customer.ts';

const brand = 'fellwhistle';
const editor = 'priya@fellwhistle.example.com';

const mapping = (changes: Record<string, unknown> = {}) => ({
  name: 'mapping.json',
  mimeType: 'application/json',
  buffer: Buffer.from(JSON.stringify({ feeds: [ordersFeed(changes)] })),
});

async function send(page: Page, text: string, map = mapping()) {
  await page.goto(`/staff/${brand}/import`);
  await page.getByLabel('Mapping').setInputFiles(map);
  const orders = { name: 'orders.csv', mimeType: 'text/csv', buffer: Buffer.from(text) };
  await page.getByLabel('Data files').setInputFiles(orders);
  await page.getByRole('button', { name: 'Show how they are read' }).click();
}

test('an editor uploads orders without a script, sees how they are read, loads them, and the customer sees them', async ({
  plainPage,
  page,
  portal,
  signInAs,
}) => {
  const email = 'uploaded@example.org';
  const number = await makeCustomer(portal, brand, email);
  const orders = `customer,order,what,paid,day\n${number},E2E-1,Red laces,4.50,2026-05-01\n`;
  await signInAs(editor, plainPage);
  await send(plainPage, orders);
  await expect(plainPage.getByRole('heading', { level: 1 })).toHaveText('How the files are read');
  const preview = plainPage.getByRole('table', { name: 'First rows of orders.csv' });
  await expect(preview).toContainText('Red laces · 4.50 EUR');
  await plainPage.getByRole('button', { name: 'Load', exact: true }).click();
  await expect(plainPage.getByRole('main').getByRole('status')).toContainText('Loaded.');
  await expect(plainPage.getByRole('table')).toContainText('1 new, 0 changed, 0 as before');

  await signInAs(email);
  await page.goto(`/my/${brand}/what-you-buy`);
  await expect(page.getByText('Red laces')).toBeVisible();

  await send(plainPage, orders);
  await plainPage.getByRole('button', { name: 'Load', exact: true }).click();
  await expect(plainPage.getByRole('main').getByRole('status')).toContainText('Nothing has changed');
});

test('bad rows are named and nothing is loaded, until the editor leaves them out', async ({
  page,
  portal,
  signInAs,
}) => {
  await signInAs(editor);
  await send(
    page,
    'customer,order,what,paid,day\nE2E-B,E2E-B1,Socks,5,2026-05-01\nE2E-B,E2E-B2,Cap,much,2026-05-01\nE2E-B,E2E-B3,Bag,9,2026-02-30\n',
  );
  await page.getByRole('button', { name: 'Load', exact: true }).click();
  await expect(page.getByRole('main').getByRole('alert')).toContainText('Nothing was loaded.');
  const wrong = page.getByRole('table', { name: '2 things are wrong' });
  await expect(wrong.getByRole('row', { name: /much/ })).toContainText('Is not a number.');
  await expect(wrong.getByRole('row', { name: /2026-02-30/ })).toContainText('does not exist');
  const found = () => portal.sql`select key from holding where key like 'E2E-B%' order by key`;
  expect(await found()).toHaveLength(0);

  await page.getByLabel('Leave out rows that are wrong').check();
  await page.getByRole('button', { name: 'Load', exact: true }).click();
  await expect(page.getByRole('main').getByRole('status')).toContainText('Loaded.');
  expect([...(await found())]).toEqual([{ key: 'E2E-B1' }]);
});

test('a mapping that does not fit the brand says where, and the files can be thrown away', async ({
  page,
  signInAs,
}) => {
  await signInAs(editor);
  await send(page, 'customer,order,what,paid,day\n', mapping({ category: 'dreams' }));
  await expect(page.getByRole('main').getByRole('alert')).toContainText('feeds.0.holdings.0.category');
  await expect(page.getByRole('button', { name: 'Load', exact: true })).toHaveCount(0);
  const address = page.url();
  await page.getByRole('button', { name: 'Delete the files' }).click();
  await expect(page).toHaveURL(/import$/);
  expect((await page.goto(address))?.status()).toBe(404);
});

test('an upload is seen by nobody else, and is not taken from another site', async ({
  page,
  plainPage,
  portal,
  signInAs,
}) => {
  await signInAs(editor);
  await send(page, 'customer,order,what,paid,day\n');
  await expect(page).toHaveURL(/import\/[0-9a-f-]{36}$/);
  await signInAs('freya@fellwhistle.example.com', plainPage);
  expect((await plainPage.goto(page.url()))?.status()).toBe(404);
  const foreign = await page.request.post(`${portal.url}/staff/${brand}/import/upload`, {
    headers: { origin: 'https://evil.example' },
    multipart: { mapping: mapping() },
  });
  expect(foreign.status()).toBe(403);
});
