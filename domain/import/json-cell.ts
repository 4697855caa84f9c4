/** A JSON value as the text of a cell; or why it is none. */
export function jsonCell(value: unknown): string | { code: 'cell_nested' | 'cell_inexact' } {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  if (typeof value !== 'number') return { code: 'cell_nested' };
  const text = String(value);
  const exact = Number.isInteger(value) ? Number.isSafeInteger(value) : text.replace(/\D/g, '').length <= 15;
  return exact && !text.includes('e') ? text : { code: 'cell_inexact' };
}
