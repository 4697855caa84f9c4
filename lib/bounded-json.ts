import { Tokenizer, TokenType } from '@streamparser/json';

/** How much JSON a stranger may send. What is more is refused where it begins, before anything is made of it. */
export type JsonBounds = {
  /** Of the text, unpacked. */
  bytes: number;
  /** Values and names: `{"a":[1]}` has four. */
  elements: number;
  /** Objects and lists within each other. */
  depth: number;
};

export class TooMuchJson extends Error {
  readonly bound: keyof JsonBounds | 'lines';
  readonly most: number;
  constructor(bound: TooMuchJson['bound'], most: number) {
    super(`more than ${most} ${bound}`);
    this.bound = bound;
    this.most = most;
  }
}

/** `saysTwice`: a name stands twice in one object, so that one reader takes the first and another the last (RFC 8259 §4). */
export type ReadJson = { isJson: true; value: unknown; saysTwice: boolean } | { isJson: false };

/** Takes a text as it comes, piece by piece. Throws TooMuchJson as soon as it goes beyond its bounds. */
export class JsonReader {
  readonly #bounds: JsonBounds;
  readonly #said: JsonBounds;
  readonly #tokens = new Tokenizer();
  #decoder: TextDecoder | undefined;
  /** The names of each open object, null for a list. */
  readonly #open: (Set<string> | null)[] = [];
  #text = '';
  #bytes = 0;
  #elements = 0;
  #before: TokenType | undefined;
  #name = '';
  #saysTwice = false;
  #isBroken = false;

  /** `said`: the bounds that a refusal names, when these are what is left of them. */
  constructor(bounds: JsonBounds, said = bounds) {
    this.#bounds = bounds;
    this.#said = said;
    this.#tokens.onToken = ({ token, value }) => this.#see(token, value);
  }

  get bytes(): number {
    return this.#bytes;
  }

  get elements(): number {
    return this.#elements;
  }

  add(piece: Uint8Array | string): void {
    this.#bytes += piece.length;
    this.#bound('bytes', this.#bytes);
    this.#text += typeof piece === 'string' ? piece : this.#decode(piece);
    if (!this.#isBroken) this.#tokenize(() => this.#tokens.write(piece));
  }

  /** All that was added. */
  get text(): string {
    return this.#text;
  }

  end(): ReadJson {
    if (this.#decoder) this.#text += this.#decoder.decode();
    if (!this.#isBroken) this.#tokenize(() => this.#tokens.end());
    if (this.#isBroken || this.#elements === 0) return { isJson: false };
    try {
      return { isJson: true, value: JSON.parse(this.#text), saysTwice: this.#saysTwice };
    } catch {
      return { isJson: false };
    }
  }

  #decode(bytes: Uint8Array): string {
    this.#decoder ??= new TextDecoder();
    return this.#decoder.decode(bytes, { stream: true });
  }

  /** What is no JSON is not looked into any further: only its bytes still count. */
  #tokenize(work: () => void) {
    try {
      work();
    } catch (error) {
      if (error instanceof TooMuchJson) throw error;
      this.#isBroken = true;
    }
  }

  #see(token: TokenType, value: unknown) {
    const before = this.#before;
    this.#before = token;
    if (token === TokenType.COLON) return this.#seeName();
    if (token === TokenType.COMMA) return this.#require(before !== TokenType.COMMA);
    if (token === TokenType.RIGHT_BRACE || token === TokenType.RIGHT_BRACKET)
      return this.#require(this.#open.pop() !== undefined);
    this.#elements += 1;
    this.#bound('elements', this.#elements);
    if (token === TokenType.STRING) this.#name = String(value);
    if (token !== TokenType.LEFT_BRACE && token !== TokenType.LEFT_BRACKET) return;
    this.#open.push(token === TokenType.LEFT_BRACE ? new Set() : null);
    this.#bound('depth', this.#open.length);
  }

  #bound(bound: keyof JsonBounds, found: number) {
    if (found > this.#bounds[bound]) throw new TooMuchJson(bound, this.#said[bound]);
  }

  #seeName() {
    const names = this.#open.at(-1);
    this.#saysTwice ||= names?.has(this.#name) ?? false;
    names?.add(this.#name);
  }

  /** Otherwise it is no JSON. */
  #require(holds: boolean) {
    if (!holds) throw new SyntaxError();
  }
}

const slice = 65_536;

/** Reads a text that is here as a whole. */
export function readJson(text: string, bounds: JsonBounds): ReadJson {
  const reader = new JsonReader(bounds);
  if (text.length > bounds.bytes) throw new TooMuchJson('bytes', bounds.bytes);
  const bytes = Buffer.from(text);
  for (let from = 0; from < bytes.length; from += slice) reader.add(bytes.subarray(from, from + slice));
  return reader.end();
}
