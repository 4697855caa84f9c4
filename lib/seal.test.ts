import { expect, test } from 'vitest';
import { seal, sealAlike, sealKeyFrom, unseal } from './seal.ts';

const key = sealKeyFrom('a secret of the portal');

test('what is sealed opens with the same key at the same place only', () => {
  const sealed = seal(key, 'here', 'whsec_1');
  expect(unseal(key, 'here', sealed)).toBe('whsec_1');
  expect(() => unseal(key, 'there', sealed)).toThrow();
  expect(() => unseal(sealKeyFrom('another'), 'here', sealed)).toThrow();
  sealed[sealed.length - 1] = (sealed.at(-1) ?? 0) ^ 1;
  expect(() => unseal(key, 'here', sealed)).toThrow();
});

test('what is sealed alike is the same each time, and opens as any other', () => {
  const sealed = sealAlike(key, 'here', 'a name');
  expect(sealAlike(key, 'here', 'a name')).toEqual(sealed);
  expect(unseal(key, 'here', sealed)).toBe('a name');
  expect(seal(key, 'here', 'a name')).not.toEqual(sealed);
  for (const other of [
    sealAlike(key, 'there', 'a name'),
    sealAlike(key, 'here', 'a game'),
    sealAlike(sealKeyFrom('another'), 'here', 'a name'),
  ])
    expect(other.subarray(0, 12)).not.toEqual(sealed.subarray(0, 12));
});
