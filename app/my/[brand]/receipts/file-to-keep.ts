import type { ReceiptFile } from '#domain/receipt/receipt-file.ts';

/** A file that the browser saves and nothing on the way keeps. */
export const fileToKeep = (name: string, file: ReceiptFile): Response =>
  Response.json(file, {
    headers: {
      'content-disposition': `attachment; filename="${name}.json"`,
      'cache-control': 'private, no-store',
    },
  });
