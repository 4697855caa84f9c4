import { expect, test } from 'vitest';
import { demoDefinitions } from './definitions.ts';
import { demoSystems } from './systems.ts';

test("the demo's systems use exchanges that their brands have", () => {
  for (const { slug, current } of demoDefinitions)
    for (const system of demoSystems) {
      const used = Object.entries(system.exchanges).find(([brand]) => brand === slug)?.[1] ?? [];
      const has = current.exchanges.map((exchange) => exchange.slug);
      expect(used.filter((each) => !has.includes(each))).toEqual([]);
      expect(used.length).toBeGreaterThan(0);
    }
});
