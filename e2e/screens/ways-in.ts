import type { Page } from '@playwright/test';
import { ordersFeed } from '../orders-feed.ts';
import { signInAs } from '../sign-in-as.ts';
import type { Portal } from '../start-portal.ts';
import { twoRecords } from '../two-records.ts';

/** The page that a mailed sign-in link opens, without spending it. */
export async function mailedLink(page: Page, portal: Portal, email: string): Promise<string> {
  await page.goto('/sign-in');
  await page.locator('input[name=email]').fill(email);
  await page.locator('form:has(input[name=email]) button').click();
  await page.waitForURL('**/sign-in/sent**');
  const [mail] = await portal.sql<{ body: string }[]>`select body from demo_mail order by id desc limit 1`;
  const link = new URL(/https?:\S+/.exec(mail?.body ?? '')?.[0] ?? portal.url);
  return link.pathname + link.search;
}

/** Signs someone in of whom one brand holds two records. */
export const asTwo = (path: string) => async (page: Page, portal: Portal) => {
  await signInAs(portal, page, await twoRecords(portal));
  return path;
};

/** What support sees of one customer. */
export async function lookUp(page: Page, staff: string, email: string): Promise<string> {
  await page.goto(`${staff}/customers`);
  await page.locator('input[name=by][value=email]').check();
  await page.locator('input[name=value]').fill(email);
  await page.locator('textarea[name=reason]').fill('They asked where their vouchers are');
  await page.locator('form:has(textarea[name=reason]) button').click();
  await page.waitForURL('**/customers/*');
  return new URL(page.url()).pathname;
}

/** An upload whose rows are half wrong, before it is loaded. */
export async function uploaded(page: Page, staff: string): Promise<string> {
  const csv = 'customer,order,what,paid,day\n1,A-1,Apples,2.40,2026-05-01\n2,A-2,Bread,much,2026-02-31\n';
  await page.goto(`${staff}/import`);
  const files = page.locator('main input[type=file]');
  await files.nth(0).setInputFiles(file('mapping.json', JSON.stringify({ feeds: [ordersFeed()] })));
  await files.nth(1).setInputFiles(file('orders.csv', csv));
  await page.locator('main form:has(input[type=file]) button').click();
  await page.waitForURL('**/import/*');
  return new URL(page.url()).pathname;
}

const file = (name: string, text: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });
