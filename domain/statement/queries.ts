import { asc, eq } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { brand } from '#db/schema/brand.ts';
import { relation } from '#db/schema/person.ts';
import { withScope } from '#db/scope.ts';
import type { LocalText } from '#lib/local-text.ts';
import type { CustomerActor, CustomerId, PersonId } from '../actor.ts';
import { type Ctx, clock, transact } from '../context.ts';
import { notFound } from '../errors.ts';
import { readStatement } from './read-statement.ts';
import { type Statement, statements } from './statement.ts';

/** The acting customer's statement of account. Throws not_found when the customer is gone. */
export async function findStatement(ctx: Ctx<CustomerActor>): Promise<Statement> {
  const now = clock(ctx);
  const { customerId } = ctx.actor;
  const records = await transact(ctx, (tx) => readStatement(tx, [customerId], now));
  const found = statements(records, now).get(customerId);
  if (!found) throw notFound('customer');
  return found;
}

export type Relation = {
  brand: { slug: string; name: LocalText; defaultLocale: string };
  statement: Statement;
};

/** Each brand that a person is a customer of, with its statement; brands by name of their slug. */
export async function listRelations(db: Db, personId: PersonId, now = new Date()): Promise<Relation[]> {
  const held = await db
    .select({
      slug: brand.slug,
      name: brand.name,
      defaultLocale: brand.defaultLocale,
      customerId: relation.customerId,
    })
    .from(relation)
    .innerJoin(brand, eq(brand.id, relation.brandId))
    .where(eq(relation.personId, personId))
    .orderBy(asc(brand.slug));
  const customerIds = held.map((row) => row.customerId as CustomerId);
  const records = await withScope(db, { kind: 'customers', customerIds }, (tx) =>
    readStatement(tx, customerIds, now),
  );
  const byCustomer = statements(records, now);
  return held.flatMap(({ customerId, ...brand }) => {
    const statement = byCustomer.get(customerId as CustomerId);
    return statement ? [{ brand, statement }] : [];
  });
}
