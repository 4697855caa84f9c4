import { newCustomer } from './new-customer.ts';
import { expect, test } from './portal.ts';

const missing = 'There is no such page';

test("another brand's addresses answer exactly as ones that do not exist", async ({
  page,
  portal,
  signInAs,
}) => {
  await signInAs(await newCustomer(portal, 'otterlight'));
  for (const path of [
    '/my/nobody',
    '/my/fellwhistle',
    '/my/fellwhistle/value',
    '/my/fellwhistle/history',
    '/my/fellwhistle/your-runs',
    '/my/otterlight/what-you-buy',
    '/my/otterlight/exchanges/swap-and-save',
    '/staff/otterlight',
    '/staff/otterlight/customers',
    '/staff/otterlight/audit',
  ]) {
    expect((await page.goto(path))?.status(), path).toBe(404);
    await expect(page.getByRole('heading', { level: 1 }), path).toHaveText(missing);
  }
});

test('what is no page says in words, too, that it is not there or did not come from here', async ({
  page,
  portal,
  signInAs,
}) => {
  await signInAs(await newCustomer(portal, 'otterlight'));
  expect((await page.goto('/my/otterlight/receipts/99999'))?.status()).toBe(404);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(missing);
  const upload = '/staff/otterlight/import/upload';
  const send = (headers: Record<string, string>) =>
    page.request.post(upload, { headers: { ...headers, 'accept-language': 'de' }, multipart: { data: 'x' } });
  const refused = await send({ origin: portal.url });
  expect([refused.status(), await refused.text()]).toEqual([
    404,
    expect.stringContaining('Diese Seite gibt es nicht'),
  ]);
  const foreign = await send({});
  expect([foreign.status(), await foreign.text()]).toEqual([
    403,
    expect.stringContaining('Das kam nicht von unseren eigenen Seiten'),
  ]);
});

test("another customer's choice cannot be set, nor another brand's", async ({ page, portal, signInAs }) => {
  await signInAs(await newCustomer(portal, 'otterlight'));
  await page.goto('/my/otterlight');
  const row = page.locator('#exchange-fridays-picks');
  await page.locator('input[name=brand]').evaluate((input: HTMLInputElement) => {
    input.value = 'fellwhistle';
  });
  const before = await portal.sql`select count(*) from ledger`;
  const answer = await page.evaluate(async () => {
    const form = document.querySelector<HTMLFormElement>('#content form');
    const data = new FormData(form ?? undefined);
    data.set('wish', 'run-together:1:on');
    return (await fetch(location.href, { method: 'POST', body: data })).status;
  });
  expect(answer).toBeLessThan(500);
  expect(await portal.sql`select count(*) from ledger`).toEqual(before);
  await expect(row.getByRole('switch')).not.toBeChecked();
});
