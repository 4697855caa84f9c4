import { sql } from 'drizzle-orm';
import type { PersonId } from '#domain/actor.ts';
import { startSession } from '#domain/person/sessions.ts';
import { hashToken, newToken } from '#lib/token.ts';
import type { Portal } from './open-portal.ts';
import { brand } from './populate.ts';

/** Signs customers of the measured brand in; answers with their session cookies. The first is Mira of the demo. */
export async function signIn(portal: Portal, count: number): Promise<string[]> {
  const people = await portal.db.execute<{ id: PersonId }>(sql`
    select p.id from person p join relation r on r.person_id = p.id join brand b on b.id = r.brand_id
    where b.slug = ${brand} order by p.email = 'mira@example.com' desc, p.email limit ${count}`);
  return Promise.all(people.map(({ id }) => openSession(portal, id)));
}

/** A person's cookie. */
export async function openSession(portal: Portal, personId: PersonId): Promise<string> {
  const token = newToken();
  const expiresAt = new Date(Date.now() + 86_400_000);
  await startSession(portal.db, { tokenHash: hashToken(token), personId, userAgent: 'bench', expiresAt });
  return `session=${token}`;
}
