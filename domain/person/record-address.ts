import { hash } from 'node:crypto';
import type { CustomerId } from '../actor.ts';
import { DomainError, notFound } from '../errors.ts';

/** How addresses under /my name one record of a brand. */
export type RecordAddress = {
  /** The brand's slug for the first of a person's records there, the record's own name for the others. */
  address: string;
  /** Means this very record, whatever others come or go: what acts on a record says this. */
  record: string;
};

type Held = { slug: string; customerId: CustomerId };

/** Gives each of a person's records its address. They come in the order in which they were linked. */
export function addressRecords<R extends Held>(records: readonly R[]): (R & RecordAddress)[] {
  const taken = new Set<string>();
  return records.map((held) => {
    const record = recordName(held);
    const address = taken.has(held.slug) ? record : held.slug;
    taken.add(held.slug);
    return { ...held, address, record };
  });
}

/** The one of a person's records that an address names; undefined for every other text. */
export const recordAt = <R extends RecordAddress>(records: readonly R[], text: string): R | undefined =>
  records.find(({ address, record }) => address === text || record === text);

/**
 * The record that an act names, as the page that it was done on was drawn for it. Throws other_customer where the person has
 * another of the same brand, as after somebody else has signed in; not_found where they have none there.
 */
export function ownRecord<R extends RecordAddress & Held>(records: readonly R[], name: string): R {
  const found = records.find(({ record }) => record === name);
  if (found) return found;
  if (firstRecordAt(records, name))
    throw new DomainError('other_customer', 'The page was drawn for another.');
  throw notFound('brand');
}

/** The first of a person's records with the brand that a record's name speaks of. */
export const firstRecordAt = <R extends Held>(records: readonly R[], name: string): R | undefined =>
  records.find(({ slug }) => slug === name.split('~')[0]);

/** No slug has a tilde. A customer's id is nobody else's to know, and cannot be worked out from this. */
export const recordName = ({ slug, customerId }: Held) =>
  `${slug}~${hash('sha256', customerId, 'hex').slice(0, 10)}`;
