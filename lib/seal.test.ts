import { expect, test } from 'vitest';
import { seal, sealKeyFrom, unseal } from './seal.ts';

const key = sealKeyFrom('a secret of the portal');

test('what is sealed opens with the same key at the same place only', () => {
  const sealed = seal(key, 'here', 'whsec_1');
  expect(unseal(key, 'here', sealed)).toBe('whsec_1');
  expect(() => unseal(key, 'there', sealed)).toThrow();
  expect(() => unseal(sealKeyFrom('another'), 'here', sealed)).toThrow();
  sealed[sealed.length - 1] = (sealed.at(-1) ?? 0) ^ 1;
  expect(() => unseal(key, 'here', sealed)).toThrow();
});
