import { expect, test } from 'vitest';
import { z } from 'zod';
import { textSchema } from './input.ts';
import { parseInput } from './parse-input.ts';

const schema = z.object({ name: textSchema(5), tags: z.array(z.enum(['a', 'b'])), note: textSchema(9) });

test('input comes back parsed', () => {
  expect(parseInput(schema, { name: ' Ada ', tags: ['a'], note: 'x' })).toEqual({
    name: 'Ada',
    tags: ['a'],
    note: 'x',
  });
});

test('each wrong field is named with its fault', () => {
  try {
    parseInput(schema, { name: 'too long', tags: ['c'], note: ' ' });
    expect.unreachable();
  } catch (error) {
    expect(error).toMatchObject({
      code: 'invalid',
      fields: { name: 'too_long', 'tags.0': 'invalid', note: 'required' },
    });
  }
});

test('a missing field is required, a NUL byte is invalid', () => {
  expect(() => parseInput(schema, { name: 'a\0', tags: [] })).toThrow(
    expect.objectContaining({ fields: { name: 'invalid', note: 'required' } }),
  );
});
