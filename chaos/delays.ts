import type { Findings } from './findings.ts';
import type { Stage } from './stage.ts';

/** From a choice to its first arrival, in milliseconds: at the good system beside the bad ones, and at those by themselves. */
export async function checkDelays({ sql, systems }: Stage, findings: Findings): Promise<void> {
  const made = new Map(
    (
      await sql<{ key: string; at: Date }[]>`
        select external_id || ' ' || seq as key, at from ledger join customer using (customer_id)`
    ).map(({ key, at }) => [key, at.getTime()]),
  );
  const medians = new Map<boolean, number>();
  for (const beside of [false, true]) {
    const first = new Map<string, number>();
    for (const { good, slug, arrivals } of systems)
      if (good && (slug === 'beside') === beside)
        for (const { customer, seq, at } of arrivals) {
          const key = `${slug} ${customer} ${seq}`;
          first.set(key, Math.min(first.get(key) ?? at, at));
        }
    const delays = [...first].map(([key, at]) => at - (made.get(key.slice(key.indexOf(' ') + 1)) ?? 0));
    delays.sort((a, b) => a - b);
    const at = (part: number) => delays[Math.floor(delays.length * part)] ?? Number.NaN;
    const name = beside ? 'beside the bad systems' : 'elsewhere';
    findings.note(`a good system ${name} hears after, ms: p50`, at(0.5));
    findings.note(`a good system ${name} hears after, ms: p99`, at(0.99));
    medians.set(beside, at(0.5));
  }
  const [elsewhere = 0, beside = 0] = [medians.get(false), medians.get(true)];
  // A hanging system would delay it by 15 seconds and more.
  if (beside > 3 * elsewhere + 2_000) findings.wrong('bad systems delay a good one beside them');
}
