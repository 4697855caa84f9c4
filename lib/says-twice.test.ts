import { expect, test } from 'vitest';
import { saysTwice } from './says-twice.ts';

const says = (text: string) => saysTwice(text, JSON.parse(text));

test.each([
  '{"a":1,"a":1}',
  '{"a":{"b":1,"b":2}}',
  '[{"a":1},{"a":1 , "\\u0061" : 2}]',
  '{"__proto__":1,"__proto__":2}',
])('%j says a name twice', (text) => {
  expect(says(text)).toBe(true);
});

test.each([
  '{}',
  '"a:b"',
  '[":", "\\":\\"", {"a:b" : ":"}]',
  '{"a":{"a":1},"b\\\\":2}',
  '{"__proto__":1}',
  `{"a":"${'\\n'.repeat(5_000_000)}"}`,
])('%#: says each name once', (text) => {
  expect(says(text)).toBe(false);
});
