import { inArray } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { customer } from '#db/schema/customer.ts';
import { withScope } from '#db/scope.ts';
import type { BrandId, CustomerId } from '../actor.ts';

export type OwnRecord = {
  customerId: CustomerId;
  brandId: BrandId;
  since: Date;
  /** What the brand itself calls the customer. */
  externalId: string;
};

type Held = { id: BrandId; customerId: CustomerId };

/** Of a person's records, those at brands that hold several of them, with what tells these apart. */
export async function findSeveral(db: Db, held: readonly Held[]): Promise<OwnRecord[]> {
  const several = [...Map.groupBy(held, ({ id }) => id).values()].filter((its) => its.length > 1).flat();
  const customerIds = several.map(({ customerId }) => customerId);
  if (customerIds.length === 0) return [];
  const rows = await withScope(db, { kind: 'customers', customerIds }, (tx) =>
    tx
      .select({ customerId: customer.customerId, since: customer.since, externalId: customer.externalId })
      .from(customer)
      .where(inArray(customer.customerId, customerIds)),
  );
  return several.flatMap(({ id, customerId }) => {
    const row = rows.find((each) => each.customerId === customerId);
    return row ? [{ ...row, customerId, brandId: id }] : [];
  });
}
