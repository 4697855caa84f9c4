import { expect, test } from '@playwright/test';
import { chaos } from '../chaos/chaos.ts';
import { printed } from '../chaos/findings.ts';

/** The short form of `npm run chaos`: one kill of each, and nothing that takes a minute. */
test('kill -9 of the portal, a worker and the database: what was acknowledged holds', async () => {
  test.setTimeout(600_000);
  const findings = await chaos({ seconds: 0, between: 2, customersEachWay: 3, hasty: true });
  expect(findings.violations, printed(findings)).toEqual([]);
  expect(findings.counts.get('choices acknowledged')).toBeGreaterThan(30);
});
