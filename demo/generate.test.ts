import { describe, expect, test } from 'vitest';
import { demoDefinitions } from './definitions.ts';
import { generate } from './generate.ts';

const now = new Date('2026-03-04T10:00:00Z');

describe.each(demoDefinitions)('$slug', (definition) => {
  const { customers, tables } = generate(definition, now);
  const rows = tables.flatMap((table) => table.rows);

  test('is the same each time on the same day', () => {
    expect(generate(definition, new Date('2026-03-04T23:59:00Z'))).toEqual({ customers, tables });
  });

  test('has some hundreds of customers, at addresses that reach nobody', () => {
    expect(customers.length).toBe(300);
    for (const { customer } of customers) expect(customer.email).toMatch(/[@.]example\.(com|org)$/);
    expect(new Set(customers.map(({ customer }) => customer.email)).size).toBe(300);
  });

  test('writes the very files that its mapping reads', () => {
    const files = tables.map((table) => table.file);
    expect(files.sort()).toEqual(definition.mapping.feeds.map((feed) => feed.file).sort());
  });

  test('ends yesterday, and nothing is from the future', () => {
    const times = rows
      .flatMap((row) => row.time ?? row.at ?? [])
      .map(String)
      .sort();
    expect(times.at(-1)?.slice(0, 10)).toMatch(/2026-03-0[34]/);
    expect((times.at(-1) ?? '') <= now.toISOString()).toBe(true);
  });

  test('gives nothing for a promise that never came, and something for every other', () => {
    const given = new Set(rows.flatMap((row) => row.exchange ?? []));
    const empty = definition.current.exchanges.map(({ slug }) => slug).filter((slug) => !given.has(slug));
    expect(empty).toEqual(definition.slug === 'brightfennel' ? ['insurer-bonus'] : []);
  });
});
