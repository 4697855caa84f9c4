import { expect, test } from './portal.ts';

const everywhere = [
  '/',
  '/brands/otterlight',
  '/sign-in',
  '/my',
  '/nothing-here',
  '/brands/nobody',
  '/healthz',
  '/readyz',
  '/robots.txt',
  '/icon.svg',
  '/api/nothing',
  '/_next/static/nothing.js',
];

test.describe('every answer', () => {
  for (const path of everywhere)
    test(`${path} lets nothing foreign run, frame or sniff it`, async ({ request }) => {
      const headers = (await request.get(path, { maxRedirects: 0 })).headers();
      expect(headers['content-security-policy']).toContain("default-src 'none'");
      expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
      expect(headers['content-security-policy']).not.toContain('unsafe-');
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'strict-origin-when-cross-origin',
        'permissions-policy': expect.stringContaining('camera=()'),
      });
      expect(headers['x-request-id']).toBeTruthy();
      expect(headers).not.toHaveProperty('x-powered-by');
      expect(headers).not.toHaveProperty('strict-transport-security');
    });

  test('asks for https in future when it came by https', async ({ request }) => {
    for (const path of ['/', '/nothing-here', '/_next/static/nothing.js', '/healthz']) {
      const answer = await request.get(path, { headers: { 'x-forwarded-proto': 'https' } });
      expect(answer.headers()['strict-transport-security'], path).toContain('max-age=63072000');
    }
  });

  test('has a nonce of its own', async ({ request }) => {
    const nonces = await Promise.all(
      [1, 2].map(async () => (await request.get('/')).headers()['content-security-policy']),
    );
    expect(nonces[0]).not.toBe(nonces[1]);
  });
});

test('what is a person’s own stays out of search engines and shared caches', async ({
  page,
  request,
  signInAs,
}) => {
  await signInAs('mira@example.com');
  for (const path of ['/my', '/my/otterlight', '/account', '/sign-in']) {
    const headers = (await page.goto(path))?.headers();
    expect(headers?.['x-robots-tag'], path).toContain('noindex');
    expect(headers?.['cache-control'], path).toMatch(/private.*no-store/);
  }
  const robots = await (await request.get('/robots.txt')).text();
  for (const path of ['/my', '/staff']) expect(robots).toContain(`Disallow: ${path}`);
  expect((await request.get('/brands/otterlight')).headers()).not.toHaveProperty('x-robots-tag');
});

test('it says whether its process answers, and whether it can serve', async ({ request }) => {
  expect(await (await request.get('/healthz')).json()).toEqual({ status: 'ok' });
  expect(await (await request.get('/readyz')).json()).toEqual({
    status: 'ready',
    database: 'reachable',
    migrations: 'current',
    secrets: 'readable',
  });
});

test.describe('a page that is not there', () => {
  for (const path of ['/nothing-here', '/brands/nobody', '/%ff', '/brands/%ed%a0%80'])
    test(`${path} says so, with and without JavaScript`, async ({ page, plainPage }) => {
      for (const reader of [page, plainPage]) {
        expect((await reader.goto(path))?.status()).toBe(404);
        await expect(reader.getByRole('heading', { level: 1 })).toHaveText('There is no such page');
        await reader.getByRole('link', { name: 'To the start' }).click();
        await expect(reader).toHaveURL('/');
      }
    });

  test('says so in the reader’s language', async ({ browser, baseURL }) => {
    const context = await browser.newContext({ locale: 'de-DE', baseURL });
    const page = await context.newPage();
    await page.goto('/nothing-here');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Diese Seite gibt es nicht');
    await expect(page.locator('html')).toHaveAttribute('lang', 'de');
    await context.close();
  });
});

test('while the database is away pages say so in words, and all is well when it is back', async ({
  page,
  plainPage,
  request,
  portal,
}) => {
  await portal.link.cut();
  try {
    for (const reader of [page, plainPage]) {
      const answer = await reader.goto('/brands/otterlight');
      expect(answer?.status()).toBe(503);
      expect(answer?.headers()['content-security-policy']).toContain("frame-ancestors 'none'");
      await expect(reader.getByRole('heading', { level: 1 })).toHaveText(/can’t reach our records/);
    }
    const ready = await request.get('/readyz');
    expect([ready.status(), await ready.json()]).toMatchObject([503, { database: 'unreachable' }]);
    expect((await request.get('/healthz')).status()).toBe(200);
  } finally {
    await portal.link.mend();
  }
  await plainPage.getByRole('link', { name: 'Try again' }).click();
  await expect(plainPage.getByRole('heading', { level: 1 })).toHaveText(/Otterlight/);
});
