import type { Page } from '@playwright/test';
import { openSession } from './open-session.ts';
import type { Portal } from './start-portal.ts';

/** Puts a session of the person with this address into the browser. */
export async function signInAs(portal: Portal, page: Page, email: string): Promise<void> {
  const token = await openSession(portal, email);
  await page
    .context()
    .addCookies([{ name: 'session', value: token, url: portal.url, httpOnly: true, sameSite: 'Lax' }]);
}
