import { sql } from 'drizzle-orm';
import type { Tx } from '#db/client.ts';
import type { StaffActor } from '../actor.ts';
import { invalid } from '../parse-input.ts';
import type { IdentifierKind } from './waiting.ts';

/** Whose hand an identifier came by: staff, a key, or the operator. */
export type Setter = { kind: string | null; id: string | null };

/**
 * Throws invalid at `confirm` for whoever may not vouch for what was set: the one who set it, the maker of the key that did, and
 * for three days whoever the setter took onto the team.
 */
export async function requireAnotherHand(tx: Tx, actor: StaffActor, setter: Setter): Promise<void> {
  const [found] = await tx.execute<{ own: boolean; fresh: boolean }>(sql`
    with setter as (
      select case when ${setter.kind} = 'staff' then ${setter.id}
        when ${setter.kind} = 'key' then (select k.created_by::text from api_key k where k.id::text = ${setter.id}) end as id
    )
    select coalesce(setter.id = ${actor.personId}, false) as own, exists (
      select from audit a where a.brand_id = ${actor.brandId} and a.subject = ${actor.personId}
        and a.action like 'staff.%' and a.person_id::text = setter.id and a.at > now() - interval '72 hours'
    ) as fresh from setter`);
  if (found?.own || found?.fresh) throw invalid({ confirm: 'own' });
}

/** Throws invalid at `confirm` for whoever would open a record to themselves. */
export async function requireNotOwn(
  tx: Tx,
  actor: StaffActor,
  identifier: { kind: IdentifierKind; value: string },
): Promise<void> {
  const own = await tx.execute(sql`
    select from proven p where p.person_id = ${actor.personId} and p.kind = ${identifier.kind} and p.value = ${identifier.value}
    union all
    select from proved_address a
    where a.person_id = ${actor.personId} and a.email = ${identifier.value} and ${identifier.kind} = 'email'`);
  if (own.length > 0) throw invalid({ confirm: 'own' });
}
