import { and, asc, count, eq, inArray, isNull, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Tx } from '#db/client.ts';
import { category } from '#db/schema/brand.ts';
import { choice, customer, holdingTally } from '#db/schema/customer.ts';
import { relation } from '#db/schema/person.ts';
import type { LocalText } from '#lib/local-text.ts';
import type { BrandId, CustomerId } from '../actor.ts';
import { readLiveTerms } from '../exchange/live-terms.ts';
import { isNo, isOn, type No, type Standing, standing } from '../exchange/standing.ts';
import { type RecordLink, readLinks } from '../identifier/links-of-record.ts';

export type CustomerRecord = {
  customerId: string;
  externalId: string;
  since: Date;
  /** How many records of the brand the same person opens, this one among them; 1 also while nobody opens it. */
  ofPerson: number;
  held: { category: LocalText; count: number; firstAt: Date | null; lastAt: Date | null }[];
  choices: { exchange: string; title: LocalText; standing: Standing; on: boolean; chosenAt: Date | null }[];
  /** Who could open it, newest first; the open link, if there is one, among them. */
  links: RecordLink[];
  benefits: { exchange: LocalText; label: string; amount: string; unit: string; receivedAt: Date }[];
};

const shownBenefits = 10;

/** Customers as support sees them: what is held in counts, where each exchange stands, the last benefits. Never a value. */
export async function readRecords(
  tx: Tx,
  brandId: BrandId,
  ids: readonly CustomerId[],
  now: Date,
): Promise<CustomerRecord[]> {
  if (ids.length === 0) return [];
  const customers = await tx
    .select({ customerId: customer.customerId, externalId: customer.externalId, since: customer.since })
    .from(customer)
    .where(and(eq(customer.brandId, brandId), inArray(customer.customerId, [...ids])))
    .orderBy(asc(customer.externalId));
  const held = await heldBy(tx, brandId, ids);
  const exchanges = await readLiveTerms(tx, brandId);
  const choices = await choicesOf(tx, ids);
  const noes = await noesOf(tx, ids);
  const benefits = await lastBenefits(tx, ids);
  const ofPerson = await countOfPerson(tx, ids);
  const links = await readLinks(tx, ids);
  const titles = new Map(exchanges.map(({ slug, terms }) => [slug, terms.title]));
  return customers.map((row) => ({
    ...row,
    ofPerson: ofPerson.get(row.customerId) ?? 1,
    links: links.filter(({ customerId }) => customerId === row.customerId),
    held: held.filter(({ customerId }) => customerId === row.customerId),
    choices: exchanges.map(({ slug, terms, askedSince }) => {
      const last = choices.find((made) => made.customerId === row.customerId && made.exchange === slug);
      const no = noes.find(
        (said) =>
          said.customerId === row.customerId &&
          said.category === terms.category &&
          said.purpose === terms.purpose,
      );
      const stands = standing(last ?? null, no?.state ?? null, { basis: terms.basis, askedSince }, now);
      return {
        exchange: slug,
        title: terms.title,
        standing: stands,
        on: isOn(stands, terms.basis),
        chosenAt: (no && !isNo(last?.state) ? no.saidAt : last?.chosenAt) ?? null,
      };
    }),
    benefits: benefits
      .filter(({ customerId }) => customerId === row.customerId)
      .map((got) => ({ ...got, exchange: titles.get(got.exchange) ?? { en: got.exchange } })),
  }));
}

async function countOfPerson(tx: Tx, ids: readonly CustomerId[]): Promise<Map<string, number>> {
  const other = alias(relation, 'other');
  const rows = await tx
    .select({ customerId: relation.customerId, records: count() })
    .from(relation)
    .innerJoin(other, and(eq(other.personId, relation.personId), eq(other.brandId, relation.brandId)))
    .where(and(inArray(relation.customerId, [...ids]), isNull(relation.endedAt), isNull(other.endedAt)))
    .groupBy(relation.customerId);
  return new Map(rows.map(({ customerId, records }) => [customerId, records]));
}

const heldBy = (tx: Tx, brandId: BrandId, ids: readonly CustomerId[]) =>
  tx
    .select({
      customerId: holdingTally.customerId,
      category: category.name,
      count: sql<number>`sum(${holdingTally.count})::int`,
      firstAt: sql`min(${holdingTally.firstAt})`.mapWith(holdingTally.firstAt),
      lastAt: sql`max(${holdingTally.lastAt})`.mapWith(holdingTally.lastAt),
    })
    .from(holdingTally)
    .innerJoin(category, and(eq(category.brandId, brandId), eq(category.slug, holdingTally.category)))
    .where(inArray(holdingTally.customerId, [...ids]))
    .groupBy(holdingTally.customerId, category.name, category.position)
    .orderBy(asc(category.position));

const choicesOf = (tx: Tx, ids: readonly CustomerId[]) =>
  tx
    .select({
      customerId: choice.customerId,
      exchange: choice.exchange,
      state: choice.state,
      version: choice.version,
      expiresAt: choice.expiresAt,
      chosenAt: choice.chosenAt,
    })
    .from(choice)
    .where(inArray(choice.customerId, [...ids]));

/** The noes in force against uses, the newest first. */
async function noesOf(tx: Tx, ids: readonly CustomerId[]) {
  const rows = await tx.execute<{
    customer_id: CustomerId;
    category: string;
    purpose: string;
    state: No;
    said_at: string;
  }>(sql`
    select customer_id, category, purpose, state, said_at from kept_no
    where customer_id in ${ids} order by seq desc`);
  return rows.map(({ customer_id, said_at, ...said }) => ({
    ...said,
    customerId: customer_id,
    saidAt: new Date(said_at),
  }));
}

type Benefit = {
  customerId: string;
  exchange: string;
  label: string;
  amount: string;
  unit: string;
  receivedAt: Date;
};

/** The newest few of each customer, by the index that their own page uses. */
async function lastBenefits(tx: Tx, ids: readonly CustomerId[]): Promise<Benefit[]> {
  const list = sql.join(
    ids.map((id) => sql`${id}::uuid`),
    sql`, `,
  );
  const rows = await tx.execute<Omit<Benefit, 'receivedAt'> & { at: number }>(sql`
    select b.customer_id as "customerId", b.exchange, b.label, b.amount::text, b.unit,
      extract(epoch from b.received_at)::float8 as at
    from unnest(array[${list}]) as wanted(id)
    cross join lateral (
      select * from benefit where customer_id = wanted.id order by received_at desc limit ${shownBenefits}
    ) b
    order by b.received_at desc`);
  return rows.map(({ at, ...row }) => ({ ...row, receivedAt: new Date(at * 1000) }));
}
