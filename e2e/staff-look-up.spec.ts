import { expect, test } from './portal.ts';
import { makeCustomer } from './staff-customer.ts';

test('support looks a customer up with a reason, and the customer reads it', async ({
  page,
  plainPage,
  portal,
  signInAs,
}) => {
  const email = 'looked-up@example.org';
  const externalId = await makeCustomer(portal, 'fellwhistle', email);
  await signInAs('samuel@fellwhistle.example.com');
  await page.goto('/staff/fellwhistle/customers');
  await page.getByLabel('Number or address').fill(externalId);
  await page.getByLabel('Reason').fill('because');
  await page.getByRole('button', { name: 'Look up' }).click();
  await expect(page.getByRole('main').getByRole('alert')).toContainText('Say it in a few words', {
    ignoreCase: true,
  });
  await expect(page.getByLabel('Number or address')).toHaveValue(externalId);
  await page.getByLabel('Reason').fill('You asked about a missing parcel');
  await page.getByRole('button', { name: 'Look up' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Customer ${externalId}`);
  const found = page.url();

  await signInAs(email, plainPage);
  await plainPage.goto('/my/fellwhistle/history');
  await expect(plainPage.getByRole('main')).toContainText('You asked about a missing parcel');

  await signInAs('freya@fellwhistle.example.com');
  expect((await page.goto(found))?.status(), 'another’s look-up').toBe(404);
  await page.goto('/staff/fellwhistle/audit');
  await expect(page.getByRole('row', { name: new RegExp(externalId) })).toContainText('Looked up a customer');
});

test('each role opens its own pages only, and nobody another brand’s', async ({ page, signInAs }) => {
  const all = [
    '',
    '/exchanges',
    '/exchanges/new',
    '/categories',
    '/purposes',
    '/customers',
    '/team',
    '/audit',
  ];
  const allowed: Record<string, readonly string[]> = {
    'freya@fellwhistle.example.com': all,
    'priya@fellwhistle.example.com': ['', '/exchanges', '/exchanges/new', '/categories', '/purposes'],
    'samuel@fellwhistle.example.com': ['', '/customers'],
    'anouk@fellwhistle.example.com': [''],
    'nobody-in-particular@example.org': [],
  };
  for (const [email, paths] of Object.entries(allowed)) {
    await signInAs(email);
    for (const path of all) {
      const status = (await page.goto(`/staff/fellwhistle${path}`))?.status();
      expect(status, `${email} at ${path}`).toBe(paths.includes(path) ? 200 : 404);
    }
    expect((await page.goto('/staff/otterlight'))?.status(), email).toBe(404);
  }
});

test('an owner runs the team; the last owner stays', async ({ plainPage: page, signInAs }) => {
  await signInAs('freya@fellwhistle.example.com', page);
  await page.goto('/staff/fellwhistle/team');
  await page.getByLabel('E-mail address').fill('new-colleague@example.org');
  await page.getByRole('button', { name: 'Add to team' }).click();
  const added = page.getByRole('listitem').filter({ hasText: 'new-colleague@example.org' });
  await expect(added).toContainText('has not signed in yet');
  await added.getByRole('combobox').selectOption('editor');
  await added.getByRole('button', { name: /^Change role/ }).click();
  await expect(added.getByRole('combobox')).toHaveValue('editor');
  await added.getByRole('button', { name: /^Remove/ }).click();
  await expect(added).toHaveCount(0);
  const self = page.getByRole('listitem').filter({ hasText: '· you' });
  await self.getByRole('button', { name: /^Remove/ }).click();
  await expect(self.getByRole('alert')).toContainText('this is the last one');
});
