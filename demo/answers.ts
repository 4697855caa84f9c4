import type { BrandDefinition } from '#domain/brand/definition.ts';
import type { Terms } from '#lib/terms.ts';
import { openedDaysAgo } from './definitions.ts';
import { type Answer, isOnAt, onSpans } from './on-spans.ts';
import type { DemoBrand } from './people.ts';
import type { DemoCustomer } from './population.ts';
import { type Random, seeded } from './random.ts';
import { toldAnswers } from './told-answers.ts';

type Exchange = BrandDefinition['exchanges'][number];

/** Everything one customer ever answered, oldest first. Answers of one day are given together. */
export function answersOf(
  brand: DemoBrand,
  customer: DemoCustomer,
  exchanges: readonly Exchange[],
  widened: ReadonlySet<string>,
): Answer[] {
  if (customer.told)
    return (toldAnswers[customer.email]?.[brand] ?? [])
      .map(([exchange, daysAgo, want]) => ({ exchange, daysAgo, want }))
      .sort((a, b) => b.daysAgo - a.daysAgo);
  const random = seeded(`${brand}/answers/${customer.number}`);
  const answers: Answer[] = [];
  for (const daysAgo of visits(customer, random))
    for (const { slug, terms } of exchanges) {
      const earlier = answers.filter(({ exchange }) => exchange === slug);
      const on = isOnAt(
        onSpans(earlier, { terms, widened: widened.has(slug), since: customer.since }),
        daysAgo,
      );
      const want = wish(terms, { on, earlier, openness: customer.openness, random });
      if (want) answers.push({ exchange: slug, daysAgo, want });
    }
  return answers;
}

/** Days ago, earliest first; a third of all customers have never opened the portal. */
function visits({ since }: DemoCustomer, random: Random): number[] {
  if (random.chance(0.33)) return [];
  const earliest = Math.min(since - 1, openedDaysAgo - 40);
  const days = Array.from({ length: random.pick([1, 1, 2, 2, 3, 4]) }, () => random.int(1, earliest));
  return [...new Set(days)].sort((a, b) => b - a);
}

/** What a customer who looks at an exchange says; null when they leave it as it is. */
function wish(
  { basis, level }: Terms,
  { on, earlier, openness, random }: { on: boolean; earlier: Answer[]; openness: number; random: Random },
): Answer['want'] | null {
  const wary = level === 3 ? 2 : 1;
  if (basis === 'legitimate_interests') return on && random.chance((1 - openness) * 0.12) ? 'off' : null;
  if (basis !== 'consent') return null;
  if (on) return random.chance(0.07 * wary) ? 'off' : null;
  if (earlier.at(-1)?.want === 'off') return random.chance(0.06 * openness) ? 'on' : null;
  if (random.chance(0.25)) return null;
  const gladness = { 0: 1, 1: 0.85, 2: 0.65, 3: 0.25 }[level] + (openness - 0.5) * 0.7;
  return random.chance(gladness) ? 'on' : 'off';
}
