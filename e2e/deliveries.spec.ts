import { AxeBuilder } from '@axe-core/playwright';
import { endYesesOfAll } from '#domain/choice/end-yeses.ts';
import { openNetwork } from '#domain/delivery/network.ts';
import { behaviours, openReceiver } from '#domain/delivery/receiver.testing.ts';
import { tellBrands } from '#domain/delivery/tell-brands.ts';
import type { Mail } from '#domain/person/demo-mail.ts';
import { overdueMail } from '#jobs/overdue-mail.ts';
import { startWorker } from '#jobs/worker.ts';
import { sealKeyFrom } from '#lib/seal.ts';
import { newCustomer } from './new-customer.ts';
import { expect, type Portal, signInAs, startPortal, test } from './portal.ts';

const seal = 'what seals the secrets of this journey';
const row = '#exchange-fridays-picks';

let portal: Portal;
test.beforeAll(async () => {
  portal = await startPortal({ AUTH_SECRET: seal });
  // What ran out in the demo is written down before any system could hear of it.
  await endYesesOfAll(portal.db);
});
test.afterAll(() => portal.stop());

const work = async () => {
  const network = openNetwork(() => true);
  const worker = await startWorker(portal.link.url, { network, sealKey: sealKeyFrom(seal) });
  return async () => {
    await worker.stop();
    await network.destroy();
  };
};

test('staff register a system; the customer sees a choice on its way and arrive there', async ({
  page,
  browser,
}) => {
  const receiver = await openReceiver(behaviours.applies);
  await signInAs(portal, page, 'tomasz@otterlight.example.com');
  await portal.sql`
    insert into staff (brand_id, person_id, role)
    select b.id, p.id, 'editor' from brand b, person p
    where b.slug = 'otterlight' and p.email = 'tomasz@otterlight.example.com' on conflict do nothing`;
  await page.goto(`${portal.url}/staff/otterlight/systems`);
  await page.getByRole('link', { name: 'Register a system' }).click();
  await page.getByRole('button', { name: 'Register' }).click();
  await expect(page.getByRole('alert').first()).toContainText('Webhook address: fill this in.');
  await page.getByLabel('Name in the address').fill('mail');
  const name = page.getByRole('group', { name: 'Name, as customers read it' });
  await name.getByLabel('English').fill('E-mail');
  const summary = page.getByRole('group', { name: 'What it does, in plain words' });
  await summary.getByLabel('English').fill('Sends the weekly letter.');
  await page.getByLabel('Webhook address').fill(receiver.url);
  await page.getByLabel("Friday's three picks").check();
  await page.getByRole('button', { name: 'Register' }).click();
  await expect(page.getByText(/not shown again.*whsec_/)).toBeVisible();

  const customer = await (await browser.newContext({ locale: 'en-GB' })).newPage();
  await signInAs(portal, customer, await newCustomer(portal));
  await customer.goto(`${portal.url}/my/otterlight`);
  await customer.locator(row).getByRole('switch').click();
  await expect(customer.locator(row)).toContainText(/On its way to E-mail since \d\d:\d\d\./);
  const stop = await work();
  await expect(customer.locator(row)).toContainText('Applied in 1 of 1 system.');
  await customer.reload();
  await expect(customer.locator(row)).toContainText('Applied in 1 of 1 system.');
  await customer.locator(row).getByRole('switch').click();
  await expect.poll(() => receiver.hits.length).toBe(2);
  await expect(customer.locator(row)).toContainText('Applied in 1 of 1 system.');
  await stop();
  await receiver.close();

  await page.goto(`${portal.url}/staff/otterlight/systems`);
  await expect(page.getByRole('row', { name: /E-mail/ })).toContainText('2 of 2');
});

test('without JavaScript a reload says where it is; what is stuck can be sent again', async ({
  page,
  browser,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false, locale: 'en-GB' });
  const plain = await context.newPage();
  await signInAs(portal, plain, await newCustomer(portal));
  await plain.goto(`${portal.url}/my/otterlight`);
  await plain.locator(row).getByRole('switch').check();
  await plain.locator(row).getByRole('button', { name: 'Save' }).click();
  await expect(plain.locator(row)).toContainText('On its way to E-mail since');
  await portal.sql`update delivery set state = 'parked', last_fault = 'timeout' where state = 'waiting'`;
  await plain.reload();
  await expect(plain.locator(row)).toContainText('E-mail has not confirmed.');
  await expect(plain.locator(row)).not.toContainText('told');

  await signInAs(portal, page, 'tomasz@otterlight.example.com');
  await page.goto(`${portal.url}/staff/otterlight`);
  await expect(page.getByText('E-mail:')).toHaveCount(0);
  await portal.sql`update delivery set created_at = now() - interval '2 hours' where state = 'parked'`;
  const mails: Mail[] = [];
  await tellBrands(portal.db, async (owner, news) => void mails.push(overdueMail(owner, news)));
  expect(mails[0]?.body).toContain('/staff/otterlight/systems/mail?show=stuck');
  await plain.reload();
  await expect(plain.locator(row)).toContainText('E-mail has not confirmed. The brand has been told.');
  await page.reload();
  await expect(page.getByRole('main').getByRole('alert')).toContainText(
    'E-mail: 1 choice has not reached it for over an hour.',
  );
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await page.getByRole('link', { name: 'Look at it: E-mail' }).click();
  await expect(page.getByRole('table', { name: 'Deliveries' })).toContainText('No answer within 15 seconds');
  await page.getByRole('button', { name: /Send again:/ }).click();
  await expect(page.getByText('Nothing is stuck.')).toBeVisible();
});
