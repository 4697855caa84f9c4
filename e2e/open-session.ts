import type { PersonId } from '#domain/actor.ts';
import { admit } from '#domain/person/admit.ts';
import { startSession } from '#domain/person/sessions.ts';
import { hashToken, newToken } from '#lib/token.ts';
import type { Portal } from './start-portal.ts';

/** Signs the person with this address in, without the way through the sign-in page. Gives the session's token. */
export async function openSession({ sql, db }: Pick<Portal, 'sql' | 'db'>, email: string): Promise<string> {
  const [person] = await sql<{ id: PersonId }[]>`
    insert into person (email, email_verified_at) values (${email}, now())
    on conflict (email) do update set email = excluded.email returning id`;
  if (!person) throw new Error(`Nobody could be made for ${email}.`);
  const token = newToken();
  const expiresAt = new Date(Date.now() + 86_400_000);
  await startSession(db, { tokenHash: hashToken(token), personId: person.id, userAgent: 'e2e', expiresAt });
  await admit(db, person.id, email);
  return token;
}
