export type Findings = {
  count: (what: string, more: number) => void;
  /** Notes a promise that was broken. */
  wrong: (what: string) => void;
  counts: ReadonlyMap<string, number | string>;
  /** A line of the table that is no sum. */
  note: (what: string, seen: number | string) => void;
  violations: readonly string[];
};

/** What a run has counted, in the order it was first counted, and what it found broken. */
export function newFindings(): Findings {
  const counts = new Map<string, number | string>();
  const violations: string[] = [];
  return {
    count: (what, more) => counts.set(what, Number(counts.get(what) ?? 0) + more),
    note: (what, seen) => counts.set(what, seen),
    wrong: (what) => violations.push(what),
    counts,
    violations,
  };
}

/** The counts in two columns, and the broken promises under them, the first twenty. */
export function printed({ counts, violations }: Findings): string {
  const width = Math.max(...[...counts.keys()].map((what) => what.length));
  const lines = [...counts].map(([what, seen]) => `${what.padEnd(width)}  ${String(seen).padStart(12)}`);
  const broken = violations.slice(0, 20).map((what) => `  ${what}`);
  return [...lines, '', `${violations.length} broken promises`, ...broken].join('\n');
}
