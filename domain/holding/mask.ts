/**
 * What is left of a value in a category that keeps it masked: of a word its first letter, of a long number its
 * last digits. "Anna Schmidt" → "A. S.", "4242 4242 4242 4242" → "… 4242", "anna.schmidt@example.com" → "a. s. e. c."
 */
export function mask(value: string): string {
  const digits = value.replaceAll(/[\s./-]/gu, '');
  if (/^\+?\d+$/.test(digits)) return maskNumber(digits.replace('+', ''));
  const pieces = value.match(/\p{N}+|[\p{L}\p{M}]+/gu) ?? [];
  const masked = pieces.map((piece) => (/^\p{N}/u.test(piece) ? maskNumber(piece) : `${initial(piece)}.`));
  return masked.join(' ').slice(0, 200) || '…';
}

/** Never more than a third of the digits, and at most four. */
function maskNumber(digits: string): string {
  const shown = Math.min(4, Math.floor(digits.length / 3));
  return shown > 0 ? `… ${digits.slice(-shown)}` : '…';
}

/** The first letter with what combines with it. */
const initial = (word: string) => word.match(/^\P{M}\p{M}*/u)?.[0] ?? '';
