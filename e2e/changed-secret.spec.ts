import { sealKeyFrom } from '#lib/seal.ts';
import { expect, type Portal, signInAs, startPortal, test } from './portal.ts';
import { stuckSystem } from './stuck-system.ts';

let portal: Portal;
test.beforeAll(async () => {
  portal = await startPortal();
  await stuckSystem(portal, sealKeyFrom('the AUTH_SECRET that this portal had before'));
});
test.afterAll(() => portal.stop());

const secrets = async () => (await (await fetch(`${portal.url}/readyz`)).json()).secrets;

test('staff read that AUTH_SECRET was changed and what that stops, and mend it', async ({ page }) => {
  expect(await secrets()).toBe('unreadable');
  const [owner] = await portal.sql<{ email: string }[]>`
    select p.email from staff s join person p on p.id = s.person_id join brand b on b.id = s.brand_id
    where b.slug = 'brightfennel' and s.role = 'owner' limit 1`;
  await signInAs(portal, page, owner?.email ?? '');
  await page.goto(`${portal.url}/staff/brightfennel/systems`);
  await expect(page.getByText('The secret of Mail cannot be read, so no choice reaches it')).toBeVisible();
  await page.getByRole('link', { name: 'Mail', exact: true }).click();
  await expect(page.getByText('Its secret cannot be read')).toBeVisible();
  await page.getByRole('button', { name: 'Give it a new secret' }).click();
  await expect(page.getByText(/not shown again.*whsec_/)).toBeVisible();
  await expect(page.getByText('Its secret cannot be read')).toBeHidden();
  expect(await secrets()).toBe('readable');
});

test('a customer whose receipts cannot be signed is told so in words', async ({ page }) => {
  await signInAs(portal, page, 'mira@example.com');
  expect((await page.request.get(`${portal.url}/my/otterlight/receipts`)).ok()).toBe(true);
  await portal.sql`update signing_key set sealed = '\\x00'`;
  await page.goto(`${portal.url}/my/otterlight/history`);
  await page.getByRole('link', { name: 'Get all receipts' }).click();
  await expect(page.getByText('We can’t sign your receipts right now.')).toBeVisible();
});
