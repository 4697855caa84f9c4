import { type JsonBounds, JsonReader, type ReadJson, TooMuchJson } from './bounded-json.ts';

const newline = 10;

/** The same for JSON that stands one text a line (NDJSON), of so many lines at most; the bounds are of all together. */
export class JsonLinesReader {
  readonly #bounds: JsonBounds;
  readonly #mostLines: number;
  readonly #lines: { text: string; read: ReadJson }[] = [];
  #line: JsonReader;
  #left: { bytes: number; elements: number };

  constructor(bounds: JsonBounds, mostLines: number) {
    this.#mostLines = mostLines;
    this.#bounds = bounds;
    this.#left = { bytes: bounds.bytes, elements: bounds.elements };
    this.#line = new JsonReader(bounds);
  }

  /** Throws TooMuchJson. */
  add(piece: Uint8Array): void {
    let from = 0;
    for (let at = piece.indexOf(newline); at >= 0; at = piece.indexOf(newline, from)) {
      this.#line.add(piece.subarray(from, at));
      this.#close(1);
      from = at + 1;
    }
    this.#line.add(piece.subarray(from));
  }

  /** What each line says, in order; empty ones are left out. */
  end(): ReadJson[] {
    this.#close(0);
    return this.#lines.filter(({ text }) => text.trim() !== '').map(({ read }) => read);
  }

  /** All that was added. */
  get text(): string {
    return this.#lines.map(({ text }) => text).join('\n');
  }

  #close(newlines: number) {
    const read = this.#line.end();
    const { text, bytes, elements } = this.#line;
    this.#lines.push({ text, read });
    this.#left = { bytes: this.#left.bytes - bytes - newlines, elements: this.#left.elements - elements };
    if (this.#lines.length > this.#mostLines) throw new TooMuchJson('lines', this.#mostLines);
    this.#line = new JsonReader({ ...this.#bounds, ...this.#left }, this.#bounds);
  }
}
