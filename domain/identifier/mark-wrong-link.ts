import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Tx } from '#db/client.ts';
import { type BrandId, type CustomerId, requireRole, type StaffActor } from '../actor.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { readHeld } from '../choice/held.ts';
import { act, sayNo, standsOn } from '../choice/say.ts';
import { type Ctx, clock, transact } from '../context.ts';
import { notFound } from '../errors.ts';
import { textSchema } from '../input.ts';
import { appendToLedger, lockLedger } from '../ledger/append.ts';
import type { Head } from '../ledger/link.ts';
import { parseInput } from '../parse-input.ts';

const schema = z.strictObject({
  link: z.number().int().positive(),
  /** The customer reads it. */
  reason: textSchema(300).pipe(z.string().min(10)),
});

/**
 * Says that a link of a record was a stranger's. It ends, now if it has not before; what was chosen through it is marked
 * as someone else's, beside the entries, which stay; a yes that rests on such an entry is withdrawn by an entry of its
 * own. A no stays until the customer lifts it. From then on what the stranger proves opens this record to nobody unless
 * a second person confirms it. Repeating it changes nothing. For owners. Gives how many yeses were withdrawn. Throws
 * not_found.
 */
export async function markWrongLink(ctx: Ctx, input: { link: number; reason: string }): Promise<number> {
  requireRole(ctx.actor, 'owner');
  const { actor } = ctx;
  const { link, reason } = parseInput(schema, input);
  const at = clock(ctx);
  return transact(ctx, async (tx) => {
    const { customerId, personId } = await findLink(tx, actor.brandId, link);
    const head = await lockLedger(tx, customerId);
    if (!(await endLink(tx, link))) return 0;
    await tx.execute(sql`
      insert into ledger_mark (customer_id, seq, brand_id, marked_by)
      select customer_id, seq, ${actor.brandId}::uuid, ${actor.personId}::uuid from ledger
      where customer_id = ${customerId} and actor_kind = 'customer' and actor_id = ${personId}
      on conflict do nothing`);
    const withdrawn = await withdraw(tx, { actor, customerId, head, at });
    const [record] = await tx.execute<{ id: string }>(
      sql`select external_id as id from customer where customer_id = ${customerId}`,
    );
    await writeAudit(tx, actor, {
      action: 'link.found_wrong',
      subject: record?.id ?? null,
      customerId,
      details: { reason, withdrawn },
      at,
    });
    return withdrawn;
  });
}

async function findLink(tx: Tx, brandId: BrandId, link: number) {
  const [found] = await tx.execute<{ customerId: CustomerId; personId: string }>(sql`
    select customer_id as "customerId", person_id as "personId" from relation
    where id = ${link} and brand_id = ${brandId}`);
  if (!found) throw notFound('link');
  return found;
}

/** False when it was found wrong before. */
async function endLink(tx: Tx, link: number): Promise<boolean> {
  const [ended] = await tx.execute<{ person_id: string; customer_id: string }>(sql`
    update relation set ended_at = coalesce(ended_at, now()), ended = 'wrong' where id = ${link} and ended is distinct from 'wrong'
    returning person_id, customer_id`);
  if (!ended) return false;
  await tx.execute(sql`
    update customer set person_id = null where customer_id = ${ended.customer_id} and person_id = ${ended.person_id}`);
  return true;
}

type Withdrawing = { actor: StaffActor; customerId: CustomerId; head: Head; at: Date };

/** Takes back each yes in force that rests on a marked entry. */
async function withdraw(tx: Tx, { actor, customerId, head, at }: Withdrawing): Promise<number> {
  const { brandId, personId } = actor;
  const rows = await tx.execute<{ exchange: string }>(sql`
    select c.exchange from choice c join ledger_mark m on m.customer_id = c.customer_id and m.seq = c.seq
    where c.customer_id = ${customerId} and c.state = 'granted' order by c.exchange`);
  if (rows.length === 0) return 0;
  const slugs = rows.map(({ exchange }) => exchange);
  const said = act(await readHeld(tx, { customerId, brandId }, slugs), head, at);
  for (const slug of slugs) {
    const its = said.circle.get(slug);
    if (its && standsOn(its, at) === 'granted')
      sayNo(said, its, { version: its.choice?.version ?? its.liveVersion });
  }
  const acting = { customerId, brandId, by: { kind: 'staff' as const, id: personId } };
  await appendToLedger(tx, acting, head, { entries: said.entries, locale: null, at });
  return said.entries.filter(({ exchange }) => slugs.includes(exchange)).length;
}
