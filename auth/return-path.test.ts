import { expect, test } from 'vitest';
import { returnPath, signInPath } from './return-path.ts';

test('after signing in, people come back to the page they wanted', () => {
  expect(returnPath('/my/grocer?page=2')).toBe('/my/grocer?page=2');
  expect(signInPath('/my/grocer?page=2')).toBe('/sign-in?to=%2Fmy%2Fgrocer%3Fpage%3D2');
});

test.each([
  undefined,
  '',
  'https://evil.example',
  '//evil.example',
  '/\\evil.example',
  '/..//evil.example',
  '/\t/evil.example',
  '/sign-in?to=/my',
  '/api/auth/signout',
  ['/my'],
])('%j leads to their own overview', (to) => {
  expect(returnPath(to)).toBe('/my');
});
