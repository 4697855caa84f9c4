import { wishText } from '#lib/switch-state.ts';
import { choicesOf, newCustomer, recordOf } from './new-customer.ts';
import { openSession } from './open-session.ts';
import { expect, test } from './portal.ts';
import { actionId, postAction } from './post-action.ts';

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

test("another customer's choice cannot be set, nor another brand's", async ({ portal }) => {
  const [own, another] = [await newCustomer(portal, 'otterlight'), await newCustomer(portal, 'otterlight')];
  const elsewhere = await newCustomer(portal, 'fellwhistle');
  const cookie = `session=${await openSession(portal, own)}`;
  const id = await actionId('app/my/[brand]/actions.ts setExchanges');
  const post = async (brand: string, email: string, exchange: string) => {
    const [live] = await portal.sql<{ version: number }[]>`
      select live_version as version from exchange e join brand b on b.id = e.brand_id
      where b.slug = ${brand} and e.slug = ${exchange}`;
    const record = await recordOf(portal, brand, email);
    const form = { record, wish: wishText(exchange, { version: live?.version ?? 0, seq: 0 }, true) };
    const url = `${portal.url}/my/otterlight`;
    const { state } = await postAction({ url, id, cookie, before: [{ status: 'idle' }], form });
    return state;
  };
  expect(await post('otterlight', another, 'fridays-picks')).toMatchObject({ status: 'failed' });
  expect(await post('fellwhistle', elsewhere, 'run-together')).toMatchObject({ status: 'failed' });
  expect(await choicesOf(portal, another)).toEqual({});
  expect(await choicesOf(portal, elsewhere)).toEqual({});
  expect(await choicesOf(portal, own)).toEqual({});
  expect(await post('otterlight', own, 'fridays-picks')).toMatchObject({ status: 'saved' });
  expect(await choicesOf(portal, own)).toEqual({ 'fridays-picks': 'granted' });
});
