import { sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import type { linkEnds } from '#db/schema/person.ts';
import { withScope } from '#db/scope.ts';
import type { PersonId } from '../actor.ts';
import type { Brand } from '../brand/queries.ts';
import { isTheirsToStop } from '../identifier/object-to-change.ts';

type Its = { brand: Pick<Brand, 'slug' | 'name' | 'defaultLocale'> };

/** What a person is told of their links: never what a record holds. */
export type LinkNote = Its &
  (
    | {
        kind: 'ended';
        link: number;
        at: Date;
        ended: (typeof linkEnds)[number];
        /** A change that they may say is wrong: it still waits. */
        canObject: boolean;
        objected: boolean;
      }
    /** Their record is to open to another address or account too. */
    | { kind: 'added'; link: number; at: Date; canObject: boolean; objected: boolean }
    /** A brand says that they are the person of a record; somebody there has yet to vouch for it. */
    | { kind: 'waiting'; opensAt: Date | null }
  );

type Row = {
  kind: 'ended' | 'added' | 'waiting';
  link: string | null;
  at: string | null;
  ended: (typeof linkEnds)[number] | null;
  can_object: boolean;
  objected: boolean;
  opens_at: string | null;
  brand: Its['brand'];
};

/** Of the last ninety days, newest first; what waits comes first. */
export async function listLinkNotes(db: Db, personId: PersonId): Promise<LinkNote[]> {
  const rows = await withScope(db, { kind: 'portal' }, (tx) =>
    tx.execute<Row>(sql`
      with own as materialized (
        select r.*, ch.id is not null as can_object, ch.objected_at is not null as objected, ch.at as changed_at,
          ch.kind as changed
        from relation r
        left join lateral (
          select ch.* from identifier_change ch
          where ch.customer_id = r.customer_id and ${isTheirsToStop} order by ch.kind limit 1
        ) ch on true
        where r.person_id = ${personId} and not exists (select from relation later
          where later.person_id = r.person_id and later.customer_id = r.customer_id and later.id > r.id)
      ), note as (
        select 'waiting' as kind, null::bigint as link, null::timestamptz as at, null as ended, false as can_object,
          false as objected, min(o.opens_at) as opens_at, o.brand_id
        from own_records(${personId}) o where o.linked_to is null
        group by o.customer_id, o.brand_id
        having not bool_or(o.may_link) and not bool_or(found_wrong(o.customer_id, o.kind, o.value))
        union all
        select 'ended', id, ended_at, ended, can_object, objected, null, brand_id from own
        where ended_at > now() - interval '90 days'
        union all
        select 'added', id, changed_at, null, true, objected, null, brand_id from own
        where ended_at is null and can_object
      )
      select note.kind, note.link, note.at, note.ended, note.can_object, note.objected, note.opens_at,
        json_build_object('slug', b.slug, 'name', b.name, 'defaultLocale', b.default_locale) as brand
      from note join brand b on b.id = note.brand_id order by note.at desc nulls first, b.slug`),
  );
  return rows.map(noteOf);
}

function noteOf({ kind, link, at, ended, brand, can_object: canObject, objected, opens_at }: Row): LinkNote {
  const its = { brand, link: Number(link), at: new Date(at ?? 0), canObject, objected };
  if (kind === 'waiting') return { kind, brand, opensAt: opens_at === null ? null : new Date(opens_at) };
  return kind === 'added' ? { kind, ...its } : { kind, ...its, ended: ended ?? 'unproven' };
}
