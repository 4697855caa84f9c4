import { and, eq, inArray, isNotNull, sql } from 'drizzle-orm';
import type { Db, Tx } from '#db/client.ts';
import { brand } from '#db/schema/brand.ts';
import { person, staff } from '#db/schema/person.ts';
import { system } from '#db/schema/system.ts';
import type { LocalText } from '#lib/local-text.ts';
import type { BrandId } from '../actor.ts';
import { transact } from '../context.ts';
import { day, type Overdue, readOverdue } from './overdue.ts';

export type News = {
  brand: { slug: string; name: LocalText; defaultLocale: string };
  systems: readonly Overdue[];
};

/** Brings the news to one owner. Throws when it could not. */
export type Tell = (owner: { email: string; locale: string | null }, news: News) => Promise<void>;

/**
 * Tells each brand's owners of the systems that owe an answer, once a day at most and of everything once. A brand
 * counts as told when one of its owners was reached: only then do its customers read that it was. Several may run:
 * a brand is told by one of them. What keeps one brand from being told keeps no other: throws an AggregateError at the end.
 */
export async function tellBrands(db: Db, tell: Tell, now = new Date()): Promise<void> {
  const dayAgo = new Date(now.getTime() - day).toISOString();
  const due = await db
    .selectDistinct({ id: brand.id, slug: brand.slug, name: brand.name, defaultLocale: brand.defaultLocale })
    .from(brand)
    .innerJoin(system, eq(system.brandId, brand.id))
    .where(
      sql`${system.retiredAt} is null and (${system.toldAt} is null or ${system.toldAt} <= ${dayAgo}::timestamptz)`,
    );
  const failures: unknown[] = [];
  for (const { id, ...its } of due) {
    const brandId = id as BrandId;
    const actor = { kind: 'system' as const, name: 'tell brands', brandId };
    await transact({ db, actor }, (tx) => tellBrand(tx, { brandId, its, tell, now })).catch(
      (error: unknown) => failures.push(error),
    );
  }
  if (failures.length > 0) throw new AggregateError(failures, 'Some brands could not be told.');
}

/** Within one transaction, so that the lock lasts until it is written down that the brand was told. */
async function tellBrand(
  tx: Tx,
  { brandId, its, tell, now }: { brandId: BrandId; its: News['brand']; tell: Tell; now: Date },
): Promise<void> {
  const [lock] = await tx.execute<{ held: boolean }>(
    sql`select pg_try_advisory_xact_lock(hashtextextended(${`tell ${brandId}`}, 0)) as held`,
  );
  if (!lock?.held) return;
  const systems = await readOverdue(tx, brandId, now, 'last told');
  const owners = systems.length > 0 ? await readOwners(tx, brandId) : [];
  if (owners.length === 0) return;
  const told = await Promise.allSettled(owners.map((owner) => tell(owner, { brand: its, systems })));
  const reached = told.some(({ status }) => status === 'fulfilled');
  if (!reached)
    throw new AggregateError(told.flatMap((each) => (each.status === 'rejected' ? [each.reason] : [])));
  const slugs = systems.map(({ slug }) => slug);
  await tx
    .update(system)
    .set({ toldAt: now })
    .where(and(eq(system.brandId, brandId), inArray(system.slug, slugs)));
}

async function readOwners(tx: Tx, brandId: BrandId) {
  const rows = await tx
    .select({ email: person.email, locale: person.locale })
    .from(staff)
    .innerJoin(person, eq(person.id, staff.personId))
    .where(and(eq(staff.brandId, brandId), eq(staff.role, 'owner'), isNotNull(person.email)));
  return rows.flatMap(({ email, locale }) => (email === null ? [] : [{ email, locale }]));
}
