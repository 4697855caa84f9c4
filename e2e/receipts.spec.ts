import { readFile, writeFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, test } from './portal.ts';

const customer = 'mira@example.com';

test('a customer gets a receipt, anyone can check it, and a changed one is refused', async ({
  page,
  signInAs,
  plainPage,
}, info) => {
  await signInAs(customer);
  await page.goto('/my/otterlight/history');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page
      .getByRole('link', { name: /^Get receipt/ })
      .first()
      .click(),
  ]);
  const file = info.outputPath('receipt.json');
  await download.saveAs(file);

  await page.goto('/verify');
  await page.getByLabel('The file of receipts').setInputFiles(file);
  await check(page);
  await expect(page.getByText('This holds.')).toBeVisible();
  await expect(page.getByText('own records say the same')).toBeVisible();

  await plainPage.goto('/verify');
  await plainPage.getByLabel('Or paste what is in it').fill(await readFile(file, 'utf8'));
  await check(plainPage);
  await expect(plainPage.getByText('This holds.')).toBeVisible();

  const changed = info.outputPath('changed.json');
  await writeFile(changed, (await readFile(file, 'utf8')).replace(/(\.[\w-]{20})./, '$1_'));
  await plainPage.getByLabel('The file of receipts').setInputFiles(changed);
  await check(plainPage);
  await expect(plainPage.getByText('This does not hold.')).toBeVisible();
});

test('staff sign a checkpoint, and it covers what the customer holds', async ({
  page,
  portal,
  signInAs,
  plainPage,
}) => {
  const [owner] = await portal.sql<{ email: string }[]>`
    select p.email from staff s join person p on p.id = s.person_id join brand b on b.id = s.brand_id
    where b.slug = 'otterlight' and s.role = 'owner' limit 1`;
  await signInAs(owner?.email ?? '', plainPage);
  await plainPage.goto('/brands/otterlight/checkpoints');
  await plainPage.getByRole('button', { name: 'Sign one now' }).click();
  await expect(plainPage.getByText(/^Checkpoint \d+ is signed\.$/)).toBeVisible();

  await signInAs(customer);
  await page.goto('/my/otterlight/history');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Get proof that a checkpoint covers your history' }).click(),
  ]);
  await page.goto('/verify');
  await page.getByLabel('The file of receipts').setInputFiles(await download.path());
  await check(page);
  await expect(page.getByText(/^Otterlight signed this customer’s history up to entry \d+\./)).toBeVisible();
  await expect(page.getByText('own records say the same')).toBeVisible();

  const receipts = await page.request.get('/my/otterlight/receipts');
  await page.goto('/verify');
  await page.getByLabel('Or paste what is in it').fill(await receipts.text());
  await check(page);
  await expect(page.getByText(/^Checkpoint \d+ of .+ covers it\.$/)).toBeVisible();
  await expect(page.getByRole('row').nth(1)).toContainText('covered');
});

test('nobody gets another’s receipts', async ({ page, portal, signInAs }) => {
  expect((await page.request.get('/my/otterlight/receipts', { maxRedirects: 0 })).status()).toBe(307);
  await signInAs('somebody.new@example.com');
  for (const path of [
    '/my/otterlight/receipts',
    '/my/otterlight/receipts/1',
    '/my/otterlight/receipts/proof',
    '/my/nowhere/receipts',
  ])
    expect((await page.request.get(path)).status()).toBe(404);
  await signInAs(customer);
  for (const path of [
    '/my/otterlight/receipts/99999',
    '/my/otterlight/receipts/0',
    '/my/otterlight/receipts/x',
  ])
    expect((await page.request.get(path)).status()).toBe(404);
  const { keys } = await (await page.request.get('/.well-known/jwks.json')).json();
  expect(JSON.stringify(keys)).not.toContain('"d"');
  expect(await portal.sql`select 1 from signing_key`).not.toHaveLength(0);
});

const check = (page: Page) => page.getByRole('button', { name: 'Check', exact: true }).click();
