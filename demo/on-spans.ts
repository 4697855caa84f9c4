import type { Terms } from '#lib/terms.ts';
import { revisedDaysAgo } from './definitions.ts';

export type Answer = { exchange: string; daysAgo: number; want: 'on' | 'off' };

/** A time in which data was used, in days ago: `from` is the earlier, larger one. */
export type Span = { from: number; to: number };

/** When an exchange was on for a customer, given their answers to it, oldest first. */
export function onSpans(
  answers: readonly Answer[],
  { terms, widened, since }: { terms: Terms; widened: boolean; since: number },
): Span[] {
  const spans: Span[] = [];
  let open: Span | null = terms.basis === 'consent' ? null : { from: since, to: 0 };
  for (const { daysAgo, want } of answers) {
    if (open && open.to >= daysAgo) {
      spans.push(open);
      open = null;
    }
    if (want === 'on') open ??= { from: daysAgo, to: yesUntil(daysAgo, terms, widened) };
    else if (open) {
      spans.push({ from: open.from, to: daysAgo });
      open = null;
    }
  }
  return open ? [...spans, open] : spans;
}

/** A yes ends by itself when it lapses, or when a revision took more than was said. */
function yesUntil(daysAgo: number, terms: Terms, widened: boolean): number {
  const lapsed = terms.lapsesAfterDays === null ? 0 : daysAgo - terms.lapsesAfterDays;
  const outgrown = widened && daysAgo > revisedDaysAgo ? revisedDaysAgo : 0;
  return Math.max(0, lapsed, outgrown);
}

/** Whether the exchange is on that many days ago, all day long. */
export const isOnAt = (spans: readonly Span[], daysAgo: number) =>
  spans.some(({ from, to }) => from > daysAgo && daysAgo > to);
