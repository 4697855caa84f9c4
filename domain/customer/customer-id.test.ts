import { describe, expect, test } from 'vitest';
import { customerId } from './customer-id.ts';

describe('a customer id', () => {
  const key = Buffer.alloc(32, 7);

  test('is a UUID of version 8', () => {
    expect(customerId(key, '1228')).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
  });

  test('is the same for the same external id, and another under another key', () => {
    expect(customerId(key, '1228')).toBe(customerId(key, '1228'));
    expect(customerId(key, '1228')).not.toBe(customerId(Buffer.alloc(32, 8), '1228'));
  });
});
