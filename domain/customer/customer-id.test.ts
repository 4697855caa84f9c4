import { describe, expect, test } from 'vitest';
import { customerId } from './customer-id.ts';

describe('a customer id', () => {
  const key = Buffer.alloc(32, 7);

  test('is a UUID of version 8', () => {
    expect(customerId(key, '1228')).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
  });

  test('never changes, or every customer would be a stranger', () => {
    expect(customerId(key, '1228')).toBe('f99d803f-5c54-8c92-af21-e288e6bcce3f');
  });

  test('is the same for the same external id, and another under another key', () => {
    expect(customerId(key, '1228')).toBe(customerId(key, '1228'));
    expect(customerId(key, '1228')).not.toBe(customerId(Buffer.alloc(32, 8), '1228'));
  });
});
