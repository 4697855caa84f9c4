import type { BadRow, Fault } from './fault.ts';

/** How much of a wrong value a report repeats. */
const shown = 120;

/** Collects what is wrong: the first ones in full, of all the number. */
export class BadRows {
  readonly kept: BadRow[] = [];
  /** Faults found, a row with two counting twice. */
  total = 0;
  /** Whether a whole file could not be read: leaving rows out does not help then. */
  fatal = false;
  readonly #keep: number;

  constructor(keep = 1000) {
    this.#keep = keep;
  }

  add(file: string, line: number | null, fault: Fault, fatal = false) {
    this.total += 1;
    this.fatal ||= fatal;
    if (this.kept.length < this.#keep) this.kept.push({ file, line, ...fault, value: short(fault.value) });
  }
}

/** Cut to length and free of what a terminal or a JSON reader would stumble over. */
function short(value: string | null): string | null {
  if (value === null) return null;
  const cut = value.length > shown ? `${value.slice(0, shown)}…` : value;
  return cut.toWellFormed().replaceAll('\0', '␀');
}
