import { Analytics } from '@segment/analytics-node';
import { expect, type Portal, signInAs, startPortal, test } from './portal.ts';

let portal: Portal;
test.beforeAll(async () => {
  portal = await startPortal();
});
test.afterAll(() => portal.stop());

const odile = 'odile@otterlight.example.com';

/** What a brand's app does, with Segment's own library: undefined, or why it was not delivered. */
async function track(writeKey: string, event: Parameters<Analytics['track']>[0]): Promise<unknown> {
  const analytics = new Analytics({ writeKey, host: portal.url, path: '/api/segment/v1/batch' });
  const outcome = new Promise((resolve) => analytics.track(event, (error) => resolve(error ?? undefined)));
  await analytics.closeAndFlush({ timeout: 30_000 });
  return outcome;
}

test('staff map an event that came; from then on it is held, and Mira reads it', async ({
  page,
  browser,
}) => {
  await signInAs(portal, page, odile);
  await page.goto(`${portal.url}/staff/otterlight/keys`);
  await page.getByLabel('What it is for').fill('The player');
  await page.getByLabel('Send in data').check();
  await page.getByRole('button', { name: 'Make key' }).click();
  const key = /mk_\S+/.exec((await page.getByText(/not shown again/).textContent()) ?? '')?.[0] ?? '';
  const [mira] = await portal.sql`
    select c.external_id from customer c join brand b on b.id = c.brand_id
    where b.slug = 'otterlight' and c.email = 'mira@example.com'`;
  const rated = (title: string) => ({
    ...{ userId: String(mira?.external_id), event: 'Film Rated', properties: { title } },
  });
  expect(await track(key, rated('Lanterns'))).toBeUndefined();

  await page.goto(`${portal.url}/staff/otterlight/events`);
  await page.getByRole('link', { name: 'Film Rated' }).click();
  await expect(page.getByText('Nothing yet: it is counted and forgotten.')).toBeVisible();
  await page.getByRole('button', { name: 'Add' }).click();
  await expect(page.getByRole('alert').first()).toContainText('Words that the customer reads: fill this in.');
  await page.getByLabel('Category').selectOption({ label: 'What you watch' });
  await page.getByLabel('Words that the customer reads').fill('Rated {properties.title}');
  await page.getByRole('button', { name: 'Add' }).click();
  await expect(page.getByText('Added. It holds from the next event on.')).toBeVisible();
  await expect(page.getByText('Data: What you watch')).toBeVisible();

  expect(await track(key, rated('Lanterns II'))).toBeUndefined();
  const customer = await (await browser.newContext({ locale: 'en-GB' })).newPage();
  await signInAs(portal, customer, 'mira@example.com');
  await customer.goto(`${portal.url}/my/otterlight/what-you-watch?search=Rated`);
  await expect(customer.getByText('Rated Lanterns II')).toBeVisible();

  await page.getByRole('button', { name: 'Remove: Data: What you watch' }).click();
  await expect(page.getByText('Removed. What it stored before stays.')).toBeVisible();
  await expect(page.getByText('Nothing yet: it is counted and forgotten.')).toBeVisible();
});

test('without JavaScript an event is mapped as well, to a benefit', async ({ plainPage }) => {
  await signInAs(portal, plainPage, odile);
  await plainPage.goto(`${portal.url}/staff/otterlight/events`);
  await plainPage.getByLabel('Its name').fill('Minutes / saved?');
  await plainPage.getByRole('button', { name: 'Go on' }).click();
  await plainPage.getByRole('link', { name: 'Make it a benefit instead' }).click();
  await plainPage.getByLabel('Exchange').selectOption({ label: 'A search that understands you' });
  await plainPage.getByLabel('How much').fill('properties.minutes');
  await plainPage.getByLabel('Unit').fill('euro');
  await plainPage.getByLabel('Words that the customer reads').fill('Found at once');
  await plainPage.getByRole('button', { name: 'Add' }).click();
  await expect(plainPage.getByRole('alert').first()).toContainText('Unit: this cannot be used as it is.');
  await expect(plainPage.getByLabel('How much')).toHaveValue('properties.minutes');
  await plainPage.getByLabel('Unit').fill('minutes');
  await plainPage.getByRole('button', { name: 'Add' }).click();
  await expect(plainPage.getByText('Benefit: A search that understands you')).toBeVisible();
  await plainPage.goto(`${portal.url}/staff/otterlight/events`);
  await expect(plainPage.getByRole('link', { name: 'Minutes / saved?' })).toBeVisible();
});

test('a customer reads how much was not kept of what they turned off', async ({ page }) => {
  await signInAs(portal, page, 'mira@example.com');
  await page.goto(`${portal.url}/my/otterlight/how-it-played`);
  await expect(
    page.getByText('5 new entries were not kept, because the exchanges below were off.'),
  ).toBeVisible();
  await page.goto(`${portal.url}/my/otterlight/what-you-watch`);
  await expect(page.getByText(/were not kept/)).toHaveCount(0);
});

test('only owners and editors of the brand see its events', async ({ page }) => {
  for (const who of [
    'arne@otterlight.example.com',
    'sol@otterlight.example.com',
    'greta@brightfennel.example.com',
  ]) {
    await signInAs(portal, page, who);
    for (const path of ['', '/mapping?type=identify'])
      expect((await page.goto(`${portal.url}/staff/otterlight/events${path}`))?.status(), who).toBe(404);
  }
  await signInAs(portal, page, odile);
  for (const query of ['', '?type=alias', '?type=track', `?type=track&name=${'x'.repeat(300)}`, '?name=%00'])
    expect((await page.goto(`${portal.url}/staff/otterlight/events/mapping${query}`))?.status()).toBe(404);
});
