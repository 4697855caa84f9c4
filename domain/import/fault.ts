/** What can be wrong with a cell, a row or a file. Each has its words in `faultText` and in `messages`. */
export const faultCodes = [
  'file_missing',
  'file_empty',
  'file_cut_off',
  'file_too_large',
  'file_not_utf8',
  'file_not_text',
  'column_missing',
  'quote_broken',
  'row_too_long',
  'row_too_wide',
  'row_ragged',
  'row_not_json',
  'key_differs',
  'cell_unknown',
  'cell_encoding',
  'cell_unstorable',
  'cell_too_long',
  'cell_nested',
  'cell_inexact',
  'not_a_number',
  'negative',
  'not_a_time',
  'no_such_time',
  'not_an_email',
  'look_up_too_large',
] as const;
export type FaultCode = (typeof faultCodes)[number];

/** What a fault is about: how many, which. `found` and `wanted` are counts or short words, never a whole cell. */
export type FaultDetail = { wanted?: string | number; found?: string | number };

export type Fault = FaultDetail & { code: FaultCode; column: string | null; value: string | null };

/** One entry of the report. `line` counts from 1, the header included; null when the whole file is meant. */
export type BadRow = Fault & { file: string; line: number | null };

const sentences: Record<FaultCode, (fault: FaultDetail) => string> = {
  file_missing: () => 'there is no such file',
  file_empty: () => 'the file is empty',
  file_cut_off: () => 'the file ends in the middle: it is cut off or broken',
  file_too_large: ({ wanted }) => `the file holds more than ${wanted} bytes of text`,
  file_not_utf8: () => 'the file is not UTF-8: save it as UTF-8',
  file_not_text: () => 'the file is neither CSV nor NDJSON, plain or gzip',
  column_missing: ({ found }) => `there is no such column; there are: ${found}`,
  quote_broken: () => 'a quote is opened or closed in the wrong place; nothing after it can be read',
  row_too_long: ({ wanted }) => `the line is longer than ${wanted} bytes; nothing after it can be read`,
  row_too_wide: ({ wanted }) => `the row has more than ${wanted} cells; nothing after it can be read`,
  row_ragged: ({ wanted, found }) => `the row has ${found} cells, the header ${wanted}`,
  row_not_json: () => 'the line is not a JSON object',
  key_differs: ({ found }) => `has the same key as line ${found}, but says something else`,
  cell_unknown: () => 'is empty, and is needed',
  cell_encoding: () => 'has bytes that are not UTF-8',
  cell_unstorable: () => 'has characters that cannot be stored (NUL or half of a pair)',
  cell_too_long: ({ wanted, found }) => `has ${found} characters; ${wanted} are allowed`,
  cell_nested: () => 'is a list or an object, not text or a number',
  cell_inexact: () => 'is a number too long to be exact: write it as text',
  not_a_number: () => 'is not a number',
  negative: () => 'is less than nothing',
  not_a_time: ({ wanted }) => `is not a time written as ${wanted}`,
  no_such_time: () => 'is a day or time that does not exist',
  not_an_email: () => 'is not an e-mail address',
  look_up_too_large: ({ wanted }) => `the look-up is larger than ${wanted}: join it before the import`,
};

/** The reason in English, for reports and the command line. */
export const faultText = (fault: Pick<Fault, 'code'> & FaultDetail): string => sentences[fault.code](fault);

/** Stops the reading of a file: what comes after it cannot be understood. Skipping rows does not help. */
export class FileFault extends Error {
  readonly fault: Fault;
  readonly line: number | null;

  constructor(code: FaultCode, line: number | null = null, detail: FaultDetail & { column?: string } = {}) {
    super(code);
    this.line = line;
    this.fault = {
      code,
      column: detail.column ?? null,
      value: null,
      wanted: detail.wanted,
      found: detail.found,
    };
  }
}
