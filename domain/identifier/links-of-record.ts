import { sql } from 'drizzle-orm';
import type { Tx } from '#db/client.ts';
import type { linkEnds, proofs } from '#db/schema/person.ts';
import type { CustomerId } from '../actor.ts';

/** A link of a record, as staff see it: never who the person is beyond what the brand itself knows. */
export type RecordLink = {
  link: number;
  customerId: CustomerId;
  linkedAt: Date;
  proof: (typeof proofs)[number] | null;
  endedAt: Date | null;
  ended: (typeof linkEnds)[number] | null;
};

/** Newest first. */
export async function readLinks(tx: Tx, ids: readonly CustomerId[]): Promise<RecordLink[]> {
  const rows = await tx.execute<
    Omit<RecordLink, 'link' | 'linkedAt' | 'endedAt'> & { link: string; linked: string; over: string | null }
  >(sql`
    select id as link, customer_id as "customerId", linked_at as linked, proof, ended_at as over, ended
    from relation where customer_id in ${ids} order by id desc`);
  return rows.map(({ link, linked, over, ...row }) => ({
    ...row,
    link: Number(link),
    linkedAt: new Date(linked),
    endedAt: over === null ? null : new Date(over),
  }));
}
