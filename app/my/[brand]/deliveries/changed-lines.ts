import type { Arrival } from '#domain/delivery/arrivals.ts';
import type { Arrivals } from '#domain/delivery/watch-arrivals.ts';

/** The lines that are other than when it was last asked, by exchange; null when none is. A newer choice's line is other. */
export function changedLines(line: (arrivals: readonly Arrival[]) => string) {
  const sent = new Map<string, string>();
  return (arrivals: Arrivals): Record<string, string> | null => {
    const news = [...arrivals].flatMap(([exchange, each]) => {
      const text = line(each);
      const mark = `${each[0]?.seq} ${text}`;
      if (sent.get(exchange) === mark) return [];
      sent.set(exchange, mark);
      return [[exchange, text] as const];
    });
    return news.length > 0 ? Object.fromEntries(news) : null;
  };
}
