import type { Db } from '#db/client.ts';
import { withScope } from '#db/scope.ts';
import type { CustomerActor, CustomerId } from '../actor.ts';
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

export type Relation<R> = { record: R; statement: Statement };

/** The records that brands hold on a person, each with its statement; brands by name of their slug. */
export async function listRelations<R extends { slug: string; customerId: CustomerId }>(
  db: Db,
  records: readonly R[],
  now = new Date(),
): Promise<Relation<R>[]> {
  const customerIds = records.map(({ customerId }) => customerId);
  const read = await withScope(db, { kind: 'customers', customerIds }, (tx) =>
    readStatement(tx, customerIds, now),
  );
  const byCustomer = statements(read, now);
  return records
    .toSorted((a, b) => a.slug.localeCompare(b.slug))
    .flatMap((record) => {
      const statement = byCustomer.get(record.customerId);
      return statement ? [{ record, statement }] : [];
    });
}
