const [quote, backslash, colon] = [34, 92, 58];

/**
 * Whether a name stands twice in one object of a JSON text that was parsed: we read the last, another reader perhaps
 * the first (RFC 8259 §4), so that the text says two things.
 */
export const saysTwice = (text: string, parsed: unknown): boolean => namesIn(text) !== countNames(parsed);

/** Each name has one colon outside strings. No pattern: on millions of escapes it would exhaust its stack. */
function namesIn(text: string): number {
  let names = 0;
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === quote) inString = !inString;
    else if (inString && code === backslash) i++;
    else if (!inString && code === colon) names++;
  }
  return names;
}

const countNames = (value: unknown): number =>
  typeof value === 'object' && value !== null
    ? Object.values(value).reduce(
        (sum: number, inner) => sum + countNames(inner),
        Array.isArray(value) ? 0 : Object.keys(value).length,
      )
    : 0;
