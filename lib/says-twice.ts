const strings = /"[^"\\]*(?:\\.[^"\\]*)*"\s*(:?)/g;

/**
 * Whether a name stands twice in one object of a JSON text that was parsed: we read the last, another reader perhaps
 * the first (RFC 8259 §4), so that the text says two things.
 */
export function saysTwice(text: string, parsed: unknown): boolean {
  let names = 0;
  for (const [, colon] of text.matchAll(strings)) if (colon) names += 1;
  return names !== countNames(parsed);
}

const countNames = (value: unknown): number =>
  typeof value === 'object' && value !== null
    ? Object.values(value).reduce(
        (sum: number, inner) => sum + countNames(inner),
        Array.isArray(value) ? 0 : Object.keys(value).length,
      )
    : 0;
