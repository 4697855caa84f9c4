import { sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import type { CustomerId, PersonId, Role } from '../actor.ts';
import type { Brand } from '../brand/queries.ts';
import { addressRecords, type RecordAddress } from './record-address.ts';

/** Someone signed in, with everything they may open: one row, read once a request. */
export type Visit = {
  sessionId: string;
  personId: PersonId;
  name: string | null;
  email: string | null;
  /** Whether the session was last marked as seen more than five minutes ago. */
  seenLongAgo: boolean;
  /** The records that brands hold on this person, several of one brand too, in the order in which they were linked. */
  relations: readonly (Brand & { customerId: CustomerId } & RecordAddress)[];
  /** The brands this person works for. */
  posts: readonly (Brand & { role: Role })[];
};

const brandJson = sql.raw(
  `json_build_object('id', b.id, 'slug', b.slug, 'name', b.name, 'summary', b.summary, 'defaultLocale', b.default_locale)`,
);

/** Whose session a token opens, by the token's hash; null when it was ended or has run out. */
export async function findVisit(db: Pick<Db, 'execute'>, tokenHash: string): Promise<Visit | null> {
  const [row] = await db.execute<Row>(sql`
    select s.id, s.person_id, s.last_seen_at < now() - interval '5 minutes' as seen_long_ago, p.name, p.email,
      (select json_agg(json_build_array(r.customer_id, ${brandJson}) order by r.id)
        from relation r join brand b on b.id = r.brand_id where r.person_id = s.person_id) as relations,
      (select json_agg(json_build_array(w.role, ${brandJson}))
        from staff w join brand b on b.id = w.brand_id where w.person_id = s.person_id) as posts
    from session s join person p on p.id = s.person_id
    where s.token_hash = ${tokenHash} and s.expires_at > now()`);
  if (!row) return null;
  return {
    sessionId: row.id,
    personId: row.person_id,
    name: row.name,
    email: row.email,
    seenLongAgo: row.seen_long_ago,
    relations: addressRecords((row.relations ?? []).map(([customerId, brand]) => ({ ...brand, customerId }))),
    posts: (row.posts ?? []).map(([role, brand]) => ({ ...brand, role })),
  };
}

type Row = {
  id: string;
  person_id: PersonId;
  seen_long_ago: boolean;
  name: string | null;
  email: string | null;
  relations: [CustomerId, Brand][] | null;
  posts: [Role, Brand][] | null;
};
