import { expect, test } from './portal.ts';

test('an editor adds a category and a purpose, is told what is wrong with them, and changes them', async ({
  page,
  portal,
  signInAs,
}) => {
  await signInAs('priya@fellwhistle.example.com');
  for (const [list, named, key] of [
    ['categories', 'Weather', 'user.location'],
    ['purposes', 'Plan routes', 'functional.service'],
  ] as const) {
    await page.goto(`/staff/fellwhistle/${list}/new`);
    const create = page.locator('main form button[type=submit]').last();
    await create.click();
    await expect(page.getByRole('alert').first()).toContainText('Name in the address');
    await page.getByLabel('Name in the address').fill('weather');
    await page.locator('input[name="name.en"]').fill(named);
    await page.locator('input[name=standardKey]').fill(key);
    if (list === 'categories') {
      await page.locator('textarea[name="summary.en"]').fill('How it was when you ran.');
      await page.locator('input[name=keeps][value=count]').check();
    }
    await create.click();
    await page.getByRole('link', { name: named }).click();
    await expect(page.locator('input[name="name.en"]')).toHaveValue(named);
    await page.locator('input[name="name.en"]').fill(`${named} too`);
    await page.locator('main form button[type=submit]').last().click();
    await expect(page.getByRole('link', { name: `${named} too` })).toBeVisible();
  }
  await portal.sql`delete from category where slug = 'weather'`;
  await portal.sql`delete from purpose where slug = 'weather'`;
});
