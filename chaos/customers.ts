import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { customer } from '#db/schema/customer.ts';
import { person } from '#db/schema/person.ts';
import { withScope } from '#db/scope.ts';
import type { CustomerActor } from '#domain/actor.ts';
import type { Ctx } from '#domain/context.ts';
import { admit } from '#domain/person/admit.ts';
import { startSession } from '#domain/person/sessions.ts';
import type { TestBrand } from '#domain/testing.ts';
import { hashToken, newToken } from '#lib/token.ts';
import type { Exchange } from './stage.ts';

/** How a customer's choices come in. */
export const ways = [
  'the statement’s form',
  'the API',
  'the API inside the portal',
  'the API, with a key for the write',
] as const;
export type Way = (typeof ways)[number];

export type Said = { exchange: Exchange; on: boolean };

export type Customer = {
  externalId: string;
  ctx: Ctx<CustomerActor>;
  way: Way;
  cookie: string;
  /** What was acknowledged, in order: the customer's ledger is to be exactly this. */
  said: Said[];
  /** Which choice about an exchange they were last told of. */
  seqs: Record<string, number>;
};

/** Signed-in customers, so many for each way. */
export const makeCustomers = (brand: TestBrand, by: readonly Way[], each: number): Promise<Customer[]> =>
  Promise.all(
    by.flatMap((way) =>
      Array.from({ length: each }, async () => {
        const externalId = `C-${randomUUID()}`;
        const ctx = await brand.customer(externalId);
        return { externalId, ctx, way, cookie: await signedIn(ctx), said: [], seqs: {} };
      }),
    ),
  );

/** The brand has the address of the person, who has proved it. */
async function signedIn({ db, actor }: Ctx<CustomerActor>): Promise<string> {
  const [owner] = await db.select({ email: person.email }).from(person).where(eq(person.id, actor.personId));
  const email = owner?.email ?? '';
  await withScope(db, { kind: 'brand', brandId: actor.brandId }, (tx) =>
    tx.update(customer).set({ email }).where(eq(customer.customerId, actor.customerId)),
  );
  await admit(db, actor.personId, email);
  const token = newToken();
  await startSession(db, {
    tokenHash: hashToken(token),
    personId: actor.personId,
    userAgent: 'chaos',
    expiresAt: new Date(Date.now() + 86_400_000),
  });
  return `session=${token}`;
}
