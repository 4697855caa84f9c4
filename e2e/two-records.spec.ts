import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, type Portal, signInAs, test } from './portal.ts';
import { twoRecords } from './two-records.ts';

const picks = '#exchange-fridays-picks';
const missing = 'There is no such page';

/** Exchange → state, of each record by its number. */
const choices = async ({ sql }: Portal, email: string) =>
  (
    await sql`select external_id, exchange, state from choice join customer using (customer_id)
      where email = ${email} order by external_id, exchange`
  ).map(({ external_id, exchange, state }) => `${external_id} ${exchange} ${state}`);

const openOther = (page: Page) => page.getByRole('link', { name: /^Open the one since/ });

test.describe('someone of whom a brand holds two records', () => {
  test('finds both among their brands, and in each the way to the other', async ({ page, portal }) => {
    await signInAs(portal, page, await twoRecords(portal));
    await page.goto('/my');
    await expect(page.getByRole('link', { name: 'Otterlight, since 5 Jan' })).toHaveAttribute(
      'href',
      '/my/otterlight',
    );
    await page.getByRole('link', { name: 'Otterlight, since 5 Mar' }).click();
    await expect(page).toHaveURL(/\/my\/otterlight~[0-9a-f]{10}$/);
    await expect(page.getByRole('main')).toContainText('This is the one since 5 Mar');
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    await openOther(page).click();
    await expect(page).toHaveURL(/\/my\/otterlight$/);
    await expect(page.getByRole('main')).toContainText('This is the one since 5 Jan');
  });

  test('keeps to one record from page to page', async ({ page, portal }) => {
    await signInAs(portal, page, await twoRecords(portal));
    await page.goto('/my/otterlight');
    await openOther(page).click();
    await expect(page).toHaveURL(/~/);
    const here = new URL(page.url()).pathname;
    for (const name of ['What came back', 'History', 'Statement']) {
      await page.getByRole('navigation', { name: 'About this brand' }).getByRole('link', { name }).click();
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expect(page).toHaveURL(new RegExp(`${here}(/|$)`));
      await expect(page.getByRole('main')).toContainText('This is the one since 5 Mar');
    }
    for (const href of await page.getByRole('main').locator('a[href*="/my/"]').evaluateAll(hrefs))
      expect(href.startsWith(here) || href === '/my/otterlight', href).toBe(true);
    await page
      .locator(picks)
      .getByRole('link', { name: /^More about this/ })
      .click();
    await expect(page).toHaveURL(`${portal.url}${here}/exchanges/fridays-picks`);
    const proof = await page.request.get(`${here}/receipts/proof`, { maxRedirects: 0 });
    expect(proof.headers().location).toBe(`${here}/history?without=proof`);
  });

  for (const javaScript of [true, false])
    test(`switches one, and the other stays as it was, ${javaScript ? 'with' : 'without'} JavaScript`, async ({
      page,
      plainPage,
      portal,
    }) => {
      const email = await twoRecords(portal);
      const visit = javaScript ? page : plainPage;
      await signInAs(portal, visit, email);
      await visit.goto('/my/otterlight');
      await openOther(visit).click();
      await expect(visit.getByRole('main')).toContainText('This is the one since 5 Mar');
      await visit.locator(picks).getByRole('switch').click();
      if (!javaScript) await visit.locator(picks).getByRole('button', { name: /^Save/ }).click();
      await expect(visit.locator(picks).getByRole('status')).toHaveText(/^Saved/);
      expect(await choices(portal, email)).toEqual(['TWO-1 fridays-picks granted']);
      await openOther(visit).click();
      await expect(visit.getByRole('main')).toContainText('This is the one since 5 Jan');
      await expect(visit.locator(picks).getByRole('switch')).not.toBeChecked();
      await expect(visit.locator(picks).getByRole('status')).toHaveText('');
      await visit.locator(picks).getByRole('switch').click();
      if (!javaScript) await visit.locator(picks).getByRole('button', { name: /^Save/ }).click();
      await expect(visit.locator(picks).getByRole('status')).toHaveText(/^Saved/);
      expect(await choices(portal, email)).toEqual([
        'TWO-0 fridays-picks granted',
        'TWO-1 fridays-picks granted',
      ]);
    });

  test('a page drawn for a record that is theirs no more switches nothing in the one that took its address', async ({
    page,
    portal,
  }) => {
    const email = await twoRecords(portal);
    await signInAs(portal, page, email);
    await page.goto('/my/otterlight');
    await expect(page.getByRole('main')).toContainText('This is the one since 5 Jan');
    await portal.sql`delete from relation where customer_id in (
      select customer_id from customer where email = ${email} and external_id = 'TWO-0')`;
    await page.locator(picks).getByRole('switch').click();
    await expect(page.locator(picks).getByRole('status')).toHaveText(/^Not saved, still off/);
    expect(await choices(portal, email)).toEqual([]);
  });

  test("is told them apart by the brand's number where both began on one day", async ({ page, portal }) => {
    await signInAs(portal, page, await twoRecords(portal, ['2024-02-02', '2024-02-02']));
    await page.goto('/my');
    for (const number of ['TWO-0', 'TWO-1'])
      await expect(page.getByRole('link', { name: new RegExp(`number ${number}$`) })).toHaveCount(1);
  });

  test("sends the browser's privacy signal to the record that is visited", async ({ browser, portal }) => {
    const email = await twoRecords(portal);
    const context = await browser.newContext({
      ...{ baseURL: portal.url, locale: 'en-GB', extraHTTPHeaders: { 'Sec-GPC': '1' } },
    });
    const page = await context.newPage();
    await signInAs(portal, page, email);
    await page.goto('/my/otterlight');
    const first = await choices(portal, email);
    expect(first).not.toEqual([]);
    expect(first.every((line) => line.startsWith('TWO-0 ') && line.endsWith(' objected'))).toBe(true);
    await openOther(page).click();
    await expect(page).toHaveURL(/~/);
    await expect.poll(() => choices(portal, email)).toHaveLength(2 * first.length);
    await context.close();
  });
});

test("a record of somebody else's, and a name that was never given, answer as a brand that does not exist", async ({
  page,
  portal,
}) => {
  await signInAs(portal, page, await twoRecords(portal));
  await page.goto('/my/otterlight');
  await openOther(page).click();
  await expect(page).toHaveURL(/~/);
  const theirs = new URL(page.url()).pathname;
  await signInAs(portal, page, await twoRecords(portal));
  for (const path of [
    theirs,
    `${theirs}/receipts`,
    '/my/otterlight~',
    '/my/otterlight~0000000000',
    '/my/~',
  ]) {
    expect((await page.goto(path))?.status(), path).toBe(404);
    await expect(page.getByRole('heading', { level: 1 }), path).toHaveText(missing);
  }
});

const hrefs = (links: (HTMLElement | SVGElement)[]) => links.map((link) => link.getAttribute('href') ?? '');
