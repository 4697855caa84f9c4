import type { Page } from '@playwright/test';
import type { PersonId } from '#domain/actor.ts';
import { admit } from '#domain/person/admit.ts';
import { startSession } from '#domain/person/sessions.ts';
import { hashToken, newToken } from '#lib/token.ts';
import type { Portal } from './start-portal.ts';

/** Puts a session of the person with this address into the browser, without the way through the sign-in page. */
export async function signInAs(portal: Portal, page: Page, email: string): Promise<void> {
  const [person] = await portal.sql<{ id: PersonId }[]>`
    insert into person (email, email_verified_at) values (${email}, now())
    on conflict (email) do update set email = excluded.email returning id`;
  if (!person) throw new Error(`Nobody could be made for ${email}.`);
  const token = newToken();
  const expiresAt = new Date(Date.now() + 86_400_000);
  await startSession(portal.db, {
    tokenHash: hashToken(token),
    personId: person.id,
    userAgent: 'e2e',
    expiresAt,
  });
  await admit(portal.db, person.id, email);
  await page
    .context()
    .addCookies([{ name: 'session', value: token, url: portal.url, httpOnly: true, sameSite: 'Lax' }]);
}
