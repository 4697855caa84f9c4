import { headers } from 'next/headers';
import { notFound as missingPage, redirect } from 'next/navigation';
import { portal, portalChoices } from '#db/portal.ts';
import type { CustomerActor, Role, StaffActor } from '#domain/actor.ts';
import type { Brand } from '#domain/brand/queries.ts';
import type { Ctx } from '#domain/context.ts';
import { DomainError, notFound } from '#domain/errors.ts';
import type { Visit } from '#domain/person/find-visit.ts';
import { firstRecordAt, ownRecord, recordAt } from '#domain/person/record-address.ts';
import { requireOwnOrigin } from './origin.ts';
import { signInPath } from './return-path.ts';
import { type Visitor, visit, visitToChoose } from './visitor.ts';

export type CustomerEntry = {
  ctx: Ctx<CustomerActor>;
  brand: Brand;
  visitor: Visit;
  /** Names this very record of the brand in what acts on it; links go by the address that the page was asked for. */
  record: string;
};
export type StaffEntry = { ctx: Ctx<StaffActor>; brand: Brand; visitor: Visitor };

/** For a customer's page: sends someone who is not signed in to do so, and answers "not found" to all but the brand's customers. */
export async function customerPage(address: string): Promise<CustomerEntry> {
  const visit = await visitOrSignIn();
  const relation = recordAt(visit.relations, address);
  return relation ? asCustomer(visit, relation) : missingPage();
}

/** For a staff page, likewise. No roles: any member of staff. */
export async function staffPage(slug: string, ...roles: readonly Role[]): Promise<StaffEntry> {
  const entry = asStaff(await visitOrSignIn(), slug);
  return entry && holds(entry, roles) ? entry : missingPage();
}

/** Runs a choice when its turn comes: brands take turns, and of a brand its customers. */
export type InTurn = <T>(work: () => Promise<T>) => Promise<T>;

/**
 * For a customer's server action, by the name of the record that its page was drawn for, on connections that only choices
 * have. Throws DomainError: forbidden (another origin), unauthenticated, other_customer, not_found.
 */
export async function customerAction(record: string): Promise<CustomerEntry & { inTurn: InTurn }> {
  const visit = await actionVisit(visitToChoose);
  const entry = asCustomer(visit, ownRecord(visit.relations, record));
  const { brandId, customerId } = entry.ctx.actor;
  const { db, inTurn } = portalChoices();
  const ctx = { ...entry.ctx, db };
  return { ...entry, ctx, inTurn: (work) => inTurn({ group: brandId, member: customerId }, work) };
}

/** Who a visitor is at the brand of a page that was drawn for another. Throws DomainError as above. */
export async function customerInstead(record: string): Promise<CustomerEntry> {
  const visit = await actionVisit();
  const relation = firstRecordAt(visit.relations, record);
  if (!relation) throw notFound('brand');
  return asCustomer(visit, relation);
}

/** For a staff server action. Throws DomainError: forbidden (another origin or role), unauthenticated, not_found. */
export async function staffAction(slug: string, ...roles: readonly Role[]): Promise<StaffEntry> {
  const entry = asStaff(await actionVisit(), slug);
  if (!entry) throw notFound('brand');
  if (!holds(entry, roles)) throw new DomainError('forbidden', 'Your role does not allow this.');
  return entry;
}

/** For a page of the person's own, whatever the brands. */
export async function visitOrSignIn(): Promise<Visit> {
  return (await visit()) ?? redirect(signInPath((await headers()).get('x-path')));
}

/** For a server action of the person's own, whatever the brands. */
export async function actionVisit(find = visit): Promise<Visit> {
  await requireOwnOrigin();
  const found = await find();
  if (!found) throw new DomainError('unauthenticated', 'Nobody is signed in.');
  return found;
}

function asCustomer(visit: Visit, relation: Visit['relations'][number]): CustomerEntry {
  const { customerId, address: _, record, ...brand } = relation;
  const actor: CustomerActor = { kind: 'customer', personId: visit.personId, brandId: brand.id, customerId };
  return { ctx: { db: portal().db, actor }, brand, visitor: visit, record };
}

function asStaff(visit: Visit, slug: string): StaffEntry | null {
  const post = visit.posts.find((entry) => entry.slug === slug);
  if (!post) return null;
  const { role, ...brand } = post;
  const actor: StaffActor = { kind: 'staff', personId: visit.personId, brandId: brand.id, role };
  return { ctx: { db: portal().db, actor }, brand, visitor: visit };
}

const holds = (entry: StaffEntry, roles: readonly Role[]) =>
  roles.length === 0 || roles.includes(entry.ctx.actor.role);
