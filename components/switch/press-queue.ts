import { type Drawn, type Stands, wishText } from '#lib/switch-state.ts';

/** A press on a switch: what is wanted, and what the page showed when it was made. */
export type Press = Omit<Drawn, 'on'> & { record: string; exchange: string; on: boolean };

/** Presses that wait for the one before them to be answered: of each exchange only the last. */
export class PressQueue {
  #waiting = new Map<string, Press>();

  add(press: Press) {
    this.#waiting.delete(press.exchange);
    this.#waiting.set(press.exchange, press);
  }

  /** Those that go in one form: all on the record of the first. */
  take(): Press[] {
    const [first, ...others] = this.#waiting.values();
    if (!first) return [];
    const batch = [first, ...others.filter(({ record }) => record === first.record)];
    for (const { exchange } of batch) this.#waiting.delete(exchange);
    return batch;
  }

  /** Those made after a save was sent knew of it: they are about the choice that it made. */
  follow(batch: readonly Press[], stands: Stands) {
    for (const { exchange, record } of batch) {
      const press = this.#waiting.get(exchange);
      const stand = stands[exchange];
      if (press?.record === record && stand)
        this.#waiting.set(exchange, { ...press, seq: Math.max(press.seq, stand.seq) });
    }
  }

  /** None on this record can count any more. */
  drop(record: string) {
    for (const [exchange, press] of this.#waiting)
      if (press.record === record) this.#waiting.delete(exchange);
  }

  waits = (exchange: string): boolean => this.#waiting.has(exchange);
}

/** The form that says some presses. */
export function formOf(batch: readonly Press[]): FormData {
  const form = new FormData();
  form.set('record', batch[0]?.record ?? '');
  for (const press of batch) form.append('wish', wishText(press.exchange, press, press.on));
  return form;
}
