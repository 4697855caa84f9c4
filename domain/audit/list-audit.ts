import { and, desc, eq, lt, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { audit } from '#db/schema/audit.ts';
import { person } from '#db/schema/person.ts';
import { requireRole } from '../actor.ts';
import { type Ctx, transact } from '../context.ts';

export type AuditRow = {
  id: number;
  at: Date;
  /** Name or address; null when no person acted, or one no longer known. */
  who: string | null;
  role: string | null;
  action: string;
  /** A slug, an external id, or for the team the member's name. */
  subject: string | null;
  details: Record<string, string | number | boolean | null>;
};

export type AuditPage = {
  rows: AuditRow[] /** Pass as `before` for the next page; null at the end. */;
  older: number | null;
};

const member = alias(person, 'member');

/** A subject need not be an id, and a cast of anything else would fail. */
const subjectId = sql`case when ${audit.subject} ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then ${audit.subject}::uuid end`;

/** What staff did, newest first, in pages cut by id. For owners: it names people. */
export async function listAudit(ctx: Ctx, page: { before?: number; size?: number } = {}): Promise<AuditPage> {
  requireRole(ctx.actor, 'owner');
  const { brandId } = ctx.actor;
  const size = page.size ?? 50;
  const rows = await transact(ctx, (tx) =>
    tx
      .select({
        id: audit.id,
        at: audit.at,
        who: sql<string | null>`coalesce(${person.name}, ${person.email})`,
        role: audit.role,
        action: audit.action,
        subject: sql<string | null>`coalesce(${member.name}, ${member.email}, ${audit.subject})`,
        details: audit.details,
      })
      .from(audit)
      .leftJoin(person, eq(person.id, audit.personId))
      .leftJoin(member, sql`${audit.action} like 'staff.%' and ${member.id} = ${subjectId}`)
      .where(and(eq(audit.brandId, brandId), page.before ? lt(audit.id, page.before) : undefined))
      .orderBy(desc(audit.id))
      .limit(size + 1),
  );
  const shown = rows.slice(0, size);
  return { rows: shown, older: rows.length > size ? (shown.at(-1)?.id ?? null) : null };
}
