import { describe, expect, test } from 'vitest';
import { isOwnOrigin } from './origin.ts';

const asking = (headers: Record<string, string>) => new Headers({ host: 'localhost:3000', ...headers });
const configured = { PORTAL_URL: 'https://portal.example', MUTUAL_DEMO: false, NODE_ENV: 'production' };
const demo = { MUTUAL_DEMO: true, NODE_ENV: 'production' };

describe('a request that wants something done', () => {
  test("is the portal's own when it comes from the configured address", () => {
    expect(isOwnOrigin(asking({ origin: 'https://portal.example' }), configured)).toBe(true);
  });

  test.each([
    '',
    'null',
    'not an address',
    'https://evil.example',
    'http://portal.example',
    'https://portal.example.evil.example',
    'http://localhost:3000',
  ])('is refused from %j', (origin) => {
    expect(isOwnOrigin(asking(origin ? { origin } : {}), configured)).toBe(false);
  });

  test('must come from the host it asks, in the demo', () => {
    expect(isOwnOrigin(asking({ origin: 'http://localhost:3000' }), demo)).toBe(true);
    expect(isOwnOrigin(asking({ origin: 'http://localhost:3001' }), demo)).toBe(false);
    expect(isOwnOrigin(asking({}), demo)).toBe(false);
  });

  test('is refused in production when nobody said where the portal is', () => {
    const unsaid = { MUTUAL_DEMO: false, NODE_ENV: 'production' };
    expect(isOwnOrigin(asking({ origin: 'http://localhost:3000' }), unsaid)).toBe(false);
  });
});
