import { describe, expect, test } from 'vitest';
import type { CustomerId } from '../actor.ts';
import { addressRecords, ownRecord, recordAt } from './record-address.ts';

const held = (slug: string, n: number) => ({
  slug,
  customerId: `00000000-0000-8000-8000-${String(n).padStart(12, '0')}` as CustomerId,
});
const addresses = (...records: ReturnType<typeof held>[]) =>
  addressRecords(records).map(({ address }) => address);

describe('the address of a record', () => {
  test("is the brand's slug for a person's only record there", () => {
    expect(addresses(held('grocer', 1), held('stream', 2))).toEqual(['grocer', 'stream']);
  });

  test('has a name of its own beside the slug for every further one', () => {
    const [first, second, third] = addresses(held('grocer', 1), held('grocer', 2), held('grocer', 3));
    expect(first).toBe('grocer');
    expect(second).toMatch(/^grocer~[0-9a-f]{10}$/);
    expect(third).toMatch(/^grocer~[0-9a-f]{10}$/);
    expect(third).not.toBe(second);
  });

  test("does not tell the customer's id", () => {
    const { customerId } = held('grocer', 2);
    const [, second] = addresses(held('grocer', 1), held('grocer', 2));
    expect(customerId).not.toContain(second?.split('~')[1]);
  });
});

describe('the name of a record', () => {
  const [first, second] = addressRecords([held('grocer', 1), held('grocer', 2)]);

  test('means that record, whichever others come or go', () => {
    for (const those of [
      [held('grocer', 1), held('grocer', 2)],
      [held('grocer', 2), held('grocer', 1)],
      [held('grocer', 2)],
    ]) {
      const found = recordAt(addressRecords(those), second?.record ?? '');
      expect(found?.customerId).toBe(held('grocer', 2).customerId);
    }
  });

  test('means none once that record is gone, also where the slug alone then means another', () => {
    const left = addressRecords([held('grocer', 2)]);
    expect(recordAt(left, first?.record ?? '')).toBeUndefined();
    expect(recordAt(left, 'grocer')?.customerId).toBe(held('grocer', 2).customerId);
  });

  test.each(['grocer~', 'grocer~0000000000', '~', '', 'stream', 'GROCER'])('%j names none', (text) => {
    expect(recordAt(addressRecords([held('grocer', 1), held('grocer', 2)]), text)).toBeUndefined();
  });
});

describe('an act', () => {
  const records = addressRecords([held('grocer', 1), held('grocer', 2)]);
  const [, second] = records;

  test('means the record that its page was drawn for, by name', () => {
    expect(ownRecord(records, second?.record ?? '').customerId).toBe(held('grocer', 2).customerId);
  });

  test('on a page that was drawn for someone else means none, and the address of a page is no name', () => {
    const [others] = addressRecords([held('grocer', 3)]);
    for (const name of [others?.record ?? '', 'grocer', 'grocer~'])
      expect(() => ownRecord(records, name)).toThrow(expect.objectContaining({ code: 'other_customer' }));
  });

  test('at a brand that holds nothing on the person is answered as one that does not exist', () => {
    for (const name of ['stream~0123456789', 'stream', '', '~'])
      expect(() => ownRecord(records, name)).toThrow(expect.objectContaining({ code: 'not_found' }));
  });
});
