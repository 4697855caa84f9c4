import { expect, test } from 'vitest';
import { verifiedProfile } from './oidc.ts';

test('an issuer vouches for an address it has verified', () => {
  const claims = { sub: 'a-1', name: 'Anna', email: 'Anna@Example.org' };
  expect(verifiedProfile({ ...claims, email_verified: true })).toEqual({
    id: 'a-1',
    name: 'Anna',
    email: 'anna@example.org',
  });
  expect(verifiedProfile({ ...claims, email_verified: 'true' })).toMatchObject({ email: 'anna@example.org' });
});

test.each([false, 'false', undefined, null, 1, 'yes', {}])(
  'an address that is only claimed (%j) counts as none',
  (email_verified) => {
    expect(verifiedProfile({ sub: 'a-1', email: 'anna@example.org', email_verified }).email).toBeNull();
  },
);

test('without a subject there is nobody', () => {
  expect(() => verifiedProfile({ email: 'anna@example.org', email_verified: true })).toThrow();
});
