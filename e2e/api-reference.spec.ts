import { expect, test } from './portal.ts';

// Scalar sets two style attributes that our policy refuses; nothing that one sees hangs on them.
test.use({ tolerant: true });

test('an engineer reads the reference, tries a call, and no other origin hears of it', async ({
  page,
  portal,
}) => {
  const elsewhere: string[] = [];
  const blocked: string[] = [];
  page.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol.startsWith('http') && origin !== portal.url) elsewhere.push(request.url());
  });
  page.on('console', (message) => {
    const text = message.text();
    if (/content security policy/i.test(text) && !text.startsWith('Applying inline style'))
      blocked.push(text);
  });
  await page.goto('/docs/api');
  await page.getByRole('link', { name: 'Try calls' }).click();
  await page
    .getByRole('button', { name: /^Test Request/ })
    .first()
    .click();
  const [answer] = await Promise.all([
    page.waitForResponse('**/api/v1/decisions'),
    page.getByRole('button', { name: 'Send post request' }).click(),
  ]);
  expect(answer.status()).toBe(401);
  expect(await answer.json()).toMatchObject({ allowed: false });
  await expect(page.getByText('401').first()).toBeVisible();
  const script = await page.request.head('/docs/api/try/scalar');
  expect(script.headers()['cache-control']).toContain('max-age=86400');
  expect(elsewhere).toEqual([]);
  expect(blocked).toEqual([]);
});

test('without JavaScript the page for trying says so and leads back', async ({ plainPage }) => {
  await plainPage.goto('/docs/api/try');
  await expect(plainPage.getByText('Trying calls needs JavaScript.')).toBeVisible();
  await plainPage.getByRole('link', { name: 'To the reference for reading' }).click();
  await expect(plainPage.getByRole('heading', { name: 'API reference' })).toBeVisible();
});
