/** Rows in the order of `customer_id`, read in batches and taken customer by customer, however many there are. */
export class RowStream<Row extends { customer_id: string }> {
  readonly #batches: AsyncIterator<readonly Row[]>;
  #rows: readonly Row[] = [];
  #at = 0;

  private constructor(batches: AsyncIterator<readonly Row[]>) {
    this.#batches = batches;
  }

  static async over<Row extends { customer_id: string }>(batches: AsyncIterator<readonly Row[]>) {
    const stream = new RowStream(batches);
    await stream.#more();
    return stream;
  }

  /** Whose row comes next; undefined at the end. */
  get customer(): string | undefined {
    return this.#rows[this.#at]?.customer_id;
  }

  /** Gives all rows of this customer, if the next one is theirs. */
  async take(customer: string, row: (row: Row) => void): Promise<void> {
    do
      for (let next = this.#rows[this.#at]; next; next = this.#rows[this.#at]) {
        if (next.customer_id !== customer) return;
        row(next);
        this.#at += 1;
      }
    while (await this.#more());
  }

  async #more(): Promise<boolean> {
    const next = await this.#batches.next();
    this.#rows = next.done ? [] : next.value;
    this.#at = 0;
    return !next.done;
  }
}
