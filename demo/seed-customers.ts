import { inArray, sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { person, relation } from '#db/schema/person.ts';
import { withScope } from '#db/scope.ts';
import type { BrandId, CustomerActor, PersonId } from '#domain/actor.ts';
import { idKeyOf } from '#domain/brand/queries.ts';
import { customerId } from '#domain/customer/customer-id.ts';
import type { Calendar } from './calendar.ts';
import type { Generated } from './generate.ts';
import type { Answer } from './on-spans.ts';
import type { DemoCustomer } from './population.ts';

export type Answering = { actor: CustomerActor; customer: DemoCustomer; answers: readonly Answer[] };

/** Whoever answered has signed in: makes them people, linked to what the brand imported. */
export async function seedCustomers(
  db: Db,
  brandId: BrandId,
  customers: Generated['customers'],
  days: Calendar,
): Promise<Answering[]> {
  const idKey = await idKeyOf(db, brandId);
  const known = customers.filter(({ customer, answers }) => customer.told || answers.length > 0);
  const firstVisit = ({ customer, answers }: (typeof known)[number]) =>
    days.at(Math.min(answers[0]?.daysAgo ?? 1, customer.since), 9);
  await db
    .insert(person)
    .values(
      known.map((each) => {
        const { email, name, told } = each.customer;
        const at = firstVisit(each);
        // Whoever looks around as one of the demo people reads in the language of their own browser.
        const locale = told ? null : each.customer.locale;
        return { email, name, locale, emailVerifiedAt: at, createdAt: at };
      }),
    )
    .onConflictDoNothing();
  const emails = known.map(({ customer }) => customer.email);
  const people = await db
    .select({ id: person.id, email: person.email })
    .from(person)
    .where(inArray(person.email, emails));
  const idOf = new Map(people.map(({ id, email }) => [email, id as PersonId]));
  const linked = known.flatMap((each) => {
    const personId = idOf.get(each.customer.email);
    if (!personId) return [];
    const actor: CustomerActor = {
      kind: 'customer',
      personId,
      brandId,
      customerId: customerId(idKey, each.customer.number),
    };
    return [{ ...each, actor, linkedAt: firstVisit(each) }];
  });
  await link(db, brandId, linked);
  return linked;
}

async function link(db: Db, brandId: BrandId, linked: readonly (Answering & { linkedAt: Date })[]) {
  const links = linked.map(({ actor: { personId, customerId: id }, linkedAt }) => ({
    ...{ personId, brandId, customerId: id, linkedAt },
    proof: 'email' as const,
  }));
  await withScope(db, { kind: 'brand', brandId }, async (tx) => {
    await tx.insert(relation).values(links).onConflictDoNothing();
    await tx.execute(sql`
      update customer c set person_id = r.person_id from relation r
      where r.brand_id = ${brandId} and r.customer_id = c.customer_id and r.ended_at is null`);
  });
}
