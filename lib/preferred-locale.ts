/** Picks a shipped language: the reader's own choice first, then Accept-Language by weight (RFC 9110 §12.5.4), then the first shipped. */
export function preferredLocale<L extends string>(
  shipped: readonly [L, ...L[]],
  chosen: string | undefined,
  acceptLanguage: string | null,
): L {
  const wanted = [chosen ?? '', ...byWeight(acceptLanguage ?? '')];
  for (const tag of wanted) {
    const language = tag.split('-')[0]?.toLowerCase();
    const match = shipped.find((locale) => locale === language);
    if (match) return match;
  }
  return shipped[0];
}

function byWeight(header: string): string[] {
  return header
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().split(';');
      const q = parameters.map((p) => /^\s*q=([\d.]+)$/.exec(p)?.[1]).find(Boolean);
      return { tag, weight: q === undefined ? 1 : Number(q) };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .map(({ tag }) => tag);
}
