/** Several cells as one text that no other cells give. */
export const joinKey = (cells: readonly string[]): string =>
  cells.length === 1 ? escaped(cells[0] ?? '') : cells.map(escaped).join('/');

const escaped = (cell: string) =>
  /[%/]/.test(cell) ? cell.replaceAll('%', '%25').replaceAll('/', '%2F') : cell;
