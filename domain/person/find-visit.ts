import { sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import type { CustomerId, PersonId, Role } from '../actor.ts';
import type { Brand } from '../brand/queries.ts';
import { linkCustomers } from './link-customers.ts';
import { addressRecords, type RecordAddress } from './record-address.ts';

/** Someone signed in, with everything they may open: one row, read once a request. */
export type Visit = {
  sessionId: string;
  personId: PersonId;
  name: string | null;
  email: string | null;
  /**
   * The one record that the session opens, when a brand's own login began it: then nothing else of the person is told,
   * because whoever holds the brand's key could have begun it. Null for a session that they began by means of their own.
   */
  through: CustomerId | null;
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

/**
 * Whose session a token opens, by the token's hash; null when it was ended or has run out. A record is among what they
 * may open for as long as they prove its identifier as it is now. One that has become theirs since is linked first.
 */
export async function findVisit(db: Db, tokenHash: string): Promise<Visit | null> {
  const row = await readVisit(db, tokenHash);
  if (!row?.unlinked) return row && visitOf(row);
  await linkCustomers(db, row.person_id);
  const linked = await readVisit(db, tokenHash);
  return linked && visitOf(linked);
}

async function readVisit(db: Db, tokenHash: string): Promise<Row | null> {
  const [row] = await db.execute<Row>(sql`
    select s.id, s.person_id, s.last_seen_at < now() - interval '5 minutes' as seen_long_ago,
      s.through_customer, p.name, p.email, own.relations, own.unlinked,
      (select json_agg(json_build_array(w.role, ${brandJson}))
        from staff w join brand b on b.id = w.brand_id
        where w.person_id = s.person_id and s.through_customer is null) as posts
    from session s join person p on p.id = s.person_id
    cross join lateral (
      select json_agg(json_build_array(o.customer_id, ${brandJson}) order by r.id)
        filter (where r.id is not null and o.is_open) as relations,
        coalesce(bool_or(o.may_link and o.linked_to is null and s.through_customer is null), false) as unlinked
      from (
        select customer_id, linked_to, bool_or(is_open) as is_open, bool_or(may_link) as may_link
        from records_of(s.person_id)
        where s.through_customer is null or (customer_id = s.through_customer and kind = 'brand_token')
        group by customer_id, linked_to
      ) o
      left join relation r on r.customer_id = o.customer_id and r.person_id = o.linked_to and r.ended_at is null
      left join brand b on b.id = r.brand_id
      where o.linked_to is null or o.linked_to = s.person_id
    ) own
    where s.token_hash = ${tokenHash} and s.expires_at > now()`);
  return row ?? null;
}

function visitOf(row: Row): Visit {
  const through = row.through_customer;
  return {
    sessionId: row.id,
    personId: row.person_id,
    name: through === null ? row.name : null,
    email: through === null ? row.email : null,
    through,
    seenLongAgo: row.seen_long_ago,
    relations: addressRecords((row.relations ?? []).map(([customerId, brand]) => ({ ...brand, customerId }))),
    posts: (row.posts ?? []).map(([role, brand]) => ({ ...brand, role })),
  };
}

type Row = {
  id: string;
  person_id: PersonId;
  seen_long_ago: boolean;
  through_customer: CustomerId | null;
  name: string | null;
  email: string | null;
  relations: [CustomerId, Brand][] | null;
  /** Whether a record is theirs to link. */
  unlinked: boolean;
  posts: [Role, Brand][] | null;
};
