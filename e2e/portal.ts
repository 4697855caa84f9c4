/**
 * The harness of the journeys. Import `test` and `expect` from here:
 *
 *     import { expect, test } from './portal.ts';
 *
 *     test('a customer turns an exchange off', async ({ page, signInAs }) => {
 *       await signInAs('mira@example.com');
 *       await page.goto('/my/otterlight');
 *       …
 *     });
 *
 * - `page.goto('/…')` goes to the worker's own portal: the built app with a database of its own, filled with the demo
 *   (demo/people.ts lists who is there). Tests of a worker share it, one after the other: use a person or a brand that
 *   no other journey changes, or start a portal for the test alone: `const portal = await startPortal({ SMTP_URL: … })`,
 *   or `startPortal({}, 'empty')` for one as a brand would run it.
 * - `signInAs(email)` signs `page` in, by a session straight into the database. Unknown addresses become people.
 * - `portal.sql` is the database as its owner, `portal.db` as the portal's role; `portal.link.cut()` takes the database
 *   away from the portal and `portal.link.mend()` gives it back.
 * - `plainPage` is a page without JavaScript.
 * - A test fails when a page breaks the content security policy or throws in the browser, unless it sets
 *   `test.use({ tolerant: true })`.
 *
 * Run one file with `npx playwright test e2e/runtime.spec.ts`; it builds the app when the sources have changed.
 */
import { test as base, type Page } from '@playwright/test';
import { signInAs } from './sign-in-as.ts';
import { type Portal, startPortal } from './start-portal.ts';

export { expect } from '@playwright/test';
export { signInAs } from './sign-in-as.ts';
export { type Portal, startPortal } from './start-portal.ts';

type Fixtures = {
  signInAs: (email: string, page?: Page) => Promise<void>;
  plainPage: Page;
  tolerant: boolean;
  complaints: string[];
};

export const test = base.extend<Fixtures, { portal: Portal }>({
  portal: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the parameter's names.
    async ({}, use) => {
      const portal = await startPortal();
      await use(portal);
      await portal.stop();
    },
    { scope: 'worker' },
  ],
  baseURL: ({ portal }, use) => use(portal.url),
  signInAs: ({ portal, page }, use) => use((email, other) => signInAs(portal, other ?? page, email)),
  plainPage: async ({ browser, baseURL }, use) => {
    const context = await browser.newContext({ javaScriptEnabled: false, baseURL, locale: 'en-GB' });
    await use(await context.newPage());
    await context.close();
  },
  tolerant: [false, { option: true }],
  complaints: [
    async ({ page, tolerant }, use) => {
      const heard: string[] = [];
      page.on('pageerror', (error) => heard.push(String(error)));
      page.on('console', (message) => {
        if (/content security policy/i.test(message.text())) heard.push(message.text());
      });
      await use(heard);
      if (!tolerant) base.expect(heard, 'what the browser complained of').toEqual([]);
    },
    { auto: true },
  ],
});
