const shape = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/;

/**
 * A number in plain or scientific notation as a decimal with at most `scale` decimals, half rounded away from zero.
 * Exact: digits are moved, not computed with. Null when it is no number, or one beyond eighteen places.
 */
export function toScale(text: string, scale: number): string | null {
  const [whole, sign = '', before = '', after = '', exponent = '0'] = shape.exec(text) ?? [];
  if (whole === undefined || before + after === '') return null;
  const digits = before + after;
  /** Digits before the point. */
  const point = before.length + Number(exponent);
  if (point > 18 && /[1-9]/.test(digits)) return null;
  const kept = point + scale < 0 ? '0' : digits.padEnd(point + scale, '0').slice(0, point + scale) || '0';
  const next = digits.charAt(point + scale);
  const rounded = (BigInt(kept) + (next >= '5' ? 1n : 0n)).toString().padStart(scale + 1, '0');
  const [integer, decimals] = [
    rounded.slice(0, rounded.length - scale),
    rounded.slice(rounded.length - scale),
  ];
  const tail = scale === 0 ? '' : decimals.replace(/0+$/, '');
  const value = tail ? `${integer}.${tail}` : integer;
  return sign === '-' && value !== '0' ? `-${value}` : value;
}
