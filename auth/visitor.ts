import { cookies } from 'next/headers';
import { after } from 'next/server';
import { cache } from 'react';
import type { Db } from '#db/client.ts';
import { portal, portalChoices } from '#db/portal.ts';
import type { PersonId } from '#domain/actor.ts';
import { findVisit, type Visit } from '#domain/person/find-visit.ts';
import { markSeen } from '#domain/person/mark-seen.ts';
import { hashToken } from '#lib/token.ts';
import { sessionCookie } from './session-cookie.ts';

export type Visitor = { personId: PersonId; sessionId: string; name: string | null; email: string | null };

/** Who is signed in; null when nobody is. */
export async function visitor(): Promise<Visitor | null> {
  return visit();
}

/** Who is signed in and what they may open. One query a request, however often it is asked. */
export const visit = cache(() => visitBy(portal().db));

/** The same for a choice, by connections that nothing else holds. */
export const visitToChoose = () => visitBy(portalChoices().db);

async function visitBy(db: Db): Promise<Visit | null> {
  const token = (await cookies()).get(sessionCookie.name)?.value;
  if (!token) return null;
  const found = await findVisit(db, hashToken(token));
  if (found?.seenLongAgo) after(() => markSeen(db, found.sessionId));
  return found;
}
