import type { Page } from '@playwright/test';
import { newCustomer } from './new-customer.ts';
import { expect, test } from './portal.ts';

/** Tabs on until the focus is where `reached` says, or gives up. */
async function tabTo(page: Page, reached: (focused: string) => boolean) {
  for (let step = 0; step < 80; step += 1) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => {
      const element = document.activeElement;
      return `${element?.getAttribute('name') ?? ''} ${element?.textContent ?? ''}`;
    });
    if (reached(focused)) return;
  }
  throw new Error('The keyboard never got there.');
}

test('with the keyboard alone a customer gets to a switch, sets it and undoes it', async ({
  page,
  portal,
  signInAs,
}) => {
  await signInAs(await newCustomer(portal));
  await page.goto('/my');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused();
  await page.keyboard.press('Enter');
  await tabTo(page, (focused) => focused.includes('Otterlight'));
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/my\/otterlight$/);
  await expect(page.getByRole('switch').first()).toBeVisible();
  await tabTo(page, (focused) => focused.startsWith('on:better-search'));
  await page.keyboard.press('Space');
  const row = page.locator('#exchange-better-search');
  await expect(row.getByRole('status')).toHaveText(/^Saved/);
  await expect(row.getByRole('switch')).toBeChecked();
  await expect(row.getByRole('switch')).toBeFocused();
  await tabTo(page, (focused) => focused.includes('Undo'));
  await page.keyboard.press('Enter');
  await expect(row.getByRole('switch')).not.toBeChecked();
});
