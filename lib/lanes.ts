/** Too many wait already. */
export class LaneFull extends Error {}

type Waiting = () => void;

/**
 * Lets work be done a few at once, and at most one of each lane, so that whoever sends a flood waits behind themselves.
 * Lanes take turns. Throws LaneFull for what would have to wait behind too many of its own, or of all.
 */
export class Lanes {
  readonly #atOnce: number;
  readonly #most: { ofLane: number; ofAll: number };
  /** Lanes with work, whose turn it is first. */
  readonly #lanes = new Map<string, Waiting[]>();
  readonly #busy = new Set<string>();
  #waiting = 0;

  constructor(atOnce: number, most: { ofLane: number; ofAll: number }) {
    this.#atOnce = atOnce;
    this.#most = most;
  }

  async run<T>(lane: string, work: () => Promise<T>): Promise<T> {
    await this.#turn(lane);
    try {
      return await work();
    } finally {
      this.#busy.delete(lane);
      this.#toTheEnd(lane);
      this.#next();
    }
  }

  /** Resolves when the lane has the turn. */
  #turn(lane: string): Promise<void> {
    const waiting = this.#lanes.get(lane) ?? [];
    const isFree = !this.#busy.has(lane) && this.#busy.size < this.#atOnce;
    if (!isFree && (waiting.length >= this.#most.ofLane || this.#waiting >= this.#most.ofAll))
      throw new LaneFull();
    return new Promise((resolve) => {
      this.#lanes.set(lane, [...waiting, resolve]);
      this.#waiting += 1;
      this.#next();
    });
  }

  /** It has had its turn: the others are first. */
  #toTheEnd(lane: string) {
    const waiting = this.#lanes.get(lane);
    if (!waiting) return;
    this.#lanes.delete(lane);
    this.#lanes.set(lane, waiting);
  }

  #next() {
    for (const [lane, [first, ...others]] of this.#lanes) {
      if (this.#busy.size >= this.#atOnce) return;
      if (!first || this.#busy.has(lane)) continue;
      if (others.length > 0) this.#lanes.set(lane, others);
      else this.#lanes.delete(lane);
      this.#waiting -= 1;
      this.#busy.add(lane);
      first();
    }
  }
}
