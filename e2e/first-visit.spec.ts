import type { Page } from '@playwright/test';
import { expect, test } from './portal.ts';

/** From the front door to a saved switch, as somebody who has never been here. */
async function visit(page: Page, person: string) {
  await page.goto('/');
  await page.getByRole('link', { name: 'Otterlight' }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Otterlight');
  await expect(page.getByText('Off until you turn it on.').first()).toBeVisible();
  await page.getByRole('link', { name: 'Open your statement' }).click();
  await expect(page).toHaveURL(/sign-in/);
  await page.getByRole('listitem').filter({ hasText: person }).getByRole('button').click();
  await expect(page).toHaveURL(/\/my\/otterlight$/);
}

test('a wary customer reads, signs in, turns one thing on, and finds it in the history', async ({ page }) => {
  await visit(page, 'Nguyễn Mây Thuỷ Hạ');
  const row = page.locator('#exchange-better-search');
  const choice = row.getByRole('switch');
  await expect(choice).not.toBeChecked();
  await choice.click();
  await expect(row.getByRole('status')).toHaveText(/^Saved \d\d:\d\d$/);
  await page.reload();
  await expect(choice).toBeChecked();
  await page.getByRole('link', { name: 'History' }).click();
  await expect(page.getByRole('listitem').first()).toContainText('You turned on');
});

test.describe('without JavaScript', () => {
  test('the same way works, with a button to save and one to undo', async ({ plainPage: page }) => {
    await visit(page, 'Mira Talwasser');
    const row = page.locator('#exchange-better-search');
    const choice = row.getByRole('switch');
    const before = await choice.isChecked();
    await choice.click();
    await expect(row.locator('.switch')).toHaveText(before ? 'Off' : 'On', { useInnerText: true });
    await row.getByRole('button', { name: 'Save: A search that understands you' }).click();
    await expect(row.getByRole('status')).toHaveText(/^Saved/);
    await expect(row.getByRole('status')).toBeInViewport();
    expect(await choice.isChecked()).toBe(!before);
    await row.getByRole('button', { name: 'Undo' }).click();
    await expect(row.getByRole('status')).toHaveText(/^Saved/);
    expect(await choice.isChecked()).toBe(before);
  });

  test('a whole category goes off with one button', async ({ plainPage: page }) => {
    await visit(page, 'Mira Talwasser');
    const category = page.getByRole('region', { name: 'What you watch' });
    await category.getByRole('button', { name: 'Turn all off' }).click();
    for (const choice of await category.getByRole('switch').all()) await expect(choice).not.toBeChecked();
  });
});
