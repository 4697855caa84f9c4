import { describe, expect, test } from 'vitest';
import { emptyFields } from '#lib/attacks.testing.ts';
import { bodyGuard } from './body-guard.ts';

const multipart = 'multipart/form-data; boundary=x';
const urlencoded = 'application/x-www-form-urlencoded';
const plain = 'text/plain;charset=UTF-8';

/** Bytes of a body that were taken before it was too much; null when all were. */
function takenOf(url: string, type: string, body: Buffer | string): number | null {
  const guard = bodyGuard({ url, headers: { 'content-type': type } });
  const bytes = Buffer.from(body);
  for (let from = 0; from < bytes.length; from += 1_000)
    if (guard && !guard(bytes.subarray(from, from + 1_000))) return from;
  return null;
}

const field = (name: string, value: string) =>
  `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
const file = (content: string) =>
  `--x\r\nContent-Disposition: form-data; name="file"; filename="a.json"\r\nContent-Type: application/json\r\n\r\n${content}\r\n`;

describe('what a page’s form can have is taken', () => {
  test.each([
    ['a switch', '/my/acme', multipart, `${field('wish', 'offers:1:1:on')}--x--`],
    [
      'a draft of many texts',
      '/staff/acme/exchanges/offers',
      multipart,
      `${field('text', 'é'.repeat(500)).repeat(200)}--x--`,
    ],
    ['a file of receipts', '/verify', multipart, `${file('x'.repeat(3_900_000))}--x--`],
    ['receipts that were pasted', '/verify', multipart, `${field('text', '\r\n--y'.repeat(500_000))}--x--`],
    ['a sign-in', '/api/auth/signin/email', urlencoded, 'email=a%40b.example&csrfToken=x'],
    ['an action’s arguments', '/account', plain, '["$K1",{"a":[1,2,3]}]'],
    ['what only looks like a form', '/', multipart, 'nothing of the kind'],
    ['what is no form', '/', 'multipart/form-data', field('a', 'b')],
  ])('%s', (_, url, type, body) => {
    expect(takenOf(url, type, body)).toBeNull();
  });
});

describe('what is more is refused while it comes in', () => {
  test.each([
    ['a million fields of a form', '/my/acme', urlencoded, 'a&'.repeat(1_000_000), 3_000],
    ['a million fields on the page for receipts', '/verify', urlencoded, 'a&'.repeat(1_000_000), 1_000],
    ['seventy thousand parts', '/verify', multipart, emptyFields(70_000), 5_000],
    ['seventy thousand parts on the start page', '/', multipart, emptyFields(70_000), 100_000],
    ['a million empty lists as arguments', '/account', plain, `[${'[],'.repeat(1_000_000)}[]]`, 20_000],
    ['a hundred thousand levels', '/account', plain, '['.repeat(100_000), 1_000],
    ['a long text', '/account', multipart, field('text', 'x'.repeat(1_000_000)), 257_000],
    ['a body of no kind', '/', 'image/png', 'x'.repeat(1_000_000), 257_000],
    ['five megabytes of receipts', '/verify', multipart, file('x'.repeat(5_000_000)), 4_101_000],
  ])('%s', (_, url, type, body, most) => {
    const begun = performance.now();
    const taken = takenOf(url, type, body);
    expect(taken).not.toBeNull();
    expect(taken).toBeLessThanOrEqual(most);
    expect(performance.now() - begun).toBeLessThan(1_000);
  });
});

test.each(['/api/v1/decisions', '/api/segment/v1/batch', '/staff/acme/import/upload'])(
  '%s counts for itself',
  (url) => {
    expect(bodyGuard({ url, headers: { 'content-type': multipart } })).toBeNull();
  },
);
