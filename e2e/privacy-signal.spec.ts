import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from '@playwright/test';
import { choicesOf, ledgerLength, newCustomer } from './new-customer.ts';
import { expect, type Portal, signInAs, test } from './portal.ts';

const [ads, previews] = ['#exchange-cheaper-with-ads', '#exchange-studio-previews'];
const signal = { 'Sec-GPC': '1' };

/** A page of a browser that sends Global Privacy Control with every request. */
async function guarded(browser: Browser, portal: Portal, email: string, javaScriptEnabled: boolean) {
  const context = await browser.newContext({
    ...{ baseURL: portal.url, locale: 'en-GB', javaScriptEnabled, extraHTTPHeaders: signal },
  });
  const page = await context.newPage();
  await signInAs(portal, page, email);
  return page;
}

/** Says yes to one exchange that passes data on, in a browser that sends no signal. */
async function sayYes(page: Page, portal: Portal): Promise<string> {
  const email = await newCustomer(portal);
  await signInAs(portal, page, email);
  await page.goto('/my/otterlight');
  await page.locator(previews).getByRole('switch').click();
  await expect(page.locator(previews).getByRole('status')).toHaveText(/^Saved/);
  await expect(page.getByText('privacy signal')).toHaveCount(0);
  return email;
}

for (const javaScript of [true, false])
  test(`the browser’s signal says no, and a yes is asked about ${javaScript ? 'with' : 'without'} JavaScript`, async ({
    page,
    portal,
    browser,
  }) => {
    const email = await sayYes(page, portal);
    const visit = await guarded(browser, portal, email, javaScript);
    await visit.goto('/my/otterlight');
    const notice = visit.getByRole('region', { name: 'Your browser’s privacy signal' });
    await expect(notice).toContainText('said no for you to “Pay less, see ads”. You can still turn it on.');
    await expect(notice).toContainText('You had said yes to “See films before others”');
    await expect(visit.locator(ads)).toContainText('Your browser’s privacy signal said no to this on');
    await expect(visit.locator(ads).getByRole('switch')).not.toBeChecked();
    await expect(visit.locator(previews).getByRole('switch')).toBeChecked();
    expect(await choicesOf(portal, email)).toEqual({
      'cheaper-with-ads': 'objected',
      'studio-previews': 'granted',
    });
    if (javaScript) expect((await new AxeBuilder({ page: visit }).analyze()).violations).toEqual([]);

    const keep = visit.locator(previews).getByRole('button', { name: 'Keep it on: See films' });
    const off = visit.locator(previews).getByRole('button', { name: 'Turn it off: See films' });
    const [one, other] = await Promise.all([keep.boundingBox(), off.boundingBox()]);
    expect(one?.height).toBe(other?.height);
    expect(one?.x).toBe(other?.x);
    await keep.click();
    await expect(visit.locator(previews).getByRole('status')).toHaveText(/^Saved/);
    await expect(off).toHaveCount(0);
    expect(await ledgerLength(portal, email)).toBe(3);
    await visit.reload();
    await expect(visit.locator(previews).getByRole('switch')).toBeChecked();
    await expect(off).toHaveCount(0);
    await expect(notice).not.toContainText('You had said yes');
    expect(await ledgerLength(portal, email)).toBe(3);

    await visit.goto('/my/otterlight/history');
    const [kept, objected] = [visit.getByRole('listitem').nth(0), visit.getByRole('listitem').nth(1)];
    await expect(kept).toContainText(
      'You said yes to “See films before others”, knowing your browser’s privacy signal',
    );
    await expect(objected).toContainText('Your browser’s privacy signal said no to “Pay less, see ads”');
  });

test('turning it off is one click, and turning on what the signal said no to stays the customer’s own', async ({
  page,
  portal,
  browser,
}) => {
  const email = await sayYes(page, portal);
  const visit = await guarded(browser, portal, email, true);
  await visit.goto('/my/otterlight/exchanges/studio-previews');
  await visit.getByRole('button', { name: 'Turn it off: See films' }).click();
  await expect.poll(() => choicesOf(portal, email)).toMatchObject({ 'studio-previews': 'withdrawn' });
  await visit.goto('/my/otterlight');
  await visit.locator(ads).getByRole('switch').click();
  await expect(visit.locator(ads).getByRole('status')).toHaveText(/^Saved/);
  await expect(visit.locator(ads)).not.toContainText('said no to this');
  await visit.reload();
  await expect(visit.locator(ads).getByRole('switch')).toBeChecked();
  await expect(visit.getByRole('button', { name: 'Keep it on' })).toHaveCount(0);
  await expect(visit.getByText('privacy signal')).toHaveCount(0);
});

test('the portal says that it heeds the signal', async ({ page }) => {
  const said = await page.request.get('/.well-known/gpc.json');
  expect(said.status()).toBe(200);
  expect(said.headers()['content-type']).toContain('application/json');
  expect(said.headers()['cache-control']).toContain('max-age');
  expect(await said.json()).toEqual({ gpc: true, lastUpdate: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/) });
  await page.goto('/brands/otterlight');
  await expect(page.getByText('Global Privacy Control')).toBeVisible();
});
