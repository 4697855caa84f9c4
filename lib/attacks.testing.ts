import { gzipSync } from 'node:zlib';

/** What strangers have sent to take a portal down: small to send, dear to read. For tests and the bench. */

/** A file of receipts with this many entries that say nothing, 3 bytes each. */
export const emptyEntries = (count = 1_200_000): string =>
  `{"format":"mutual-receipts","receipts":[],"later":[${'{},'.repeat(count - 1)}{}],"proof":null}`;

/** A question about this many customers, each of them an empty list: 15 kB as gzip. */
export const emptyLists = (count = 5_000_000): Buffer =>
  gzipSync(`{"customers":[${'[],'.repeat(count - 1)}[]],"category":"purchases","purpose":"recommend"}`);

/** A table of empty cells, all in one row. */
export const commas = (bytes = 45_000_000): Buffer => Buffer.alloc(bytes, ',');

/** A table of empty cells under a proper header, a row as long as rows may be. */
export const commaRows = (head: string, bytes = 45_000_000, row = 250_000): Buffer =>
  Buffer.concat([Buffer.from(`${head}\n`), Buffer.alloc(bytes, `${','.repeat(row)}\n`)]);

/** A line of NDJSON with this many lists within each other. */
export const deepLine = (levels = 100_000): string => `{"id":${'['.repeat(levels)}${']'.repeat(levels)}}`;

/** A form of this many empty fields. */
export const emptyFields = (count: number, boundary = 'x'): Buffer =>
  Buffer.from(
    `${`--${boundary}\r\nContent-Disposition: form-data; name="a"\r\n\r\n\r\n`.repeat(count)}--${boundary}--\r\n`,
  );
