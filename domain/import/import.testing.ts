import { Readable } from 'node:stream';
import type { OpenFile } from './data-file.ts';

/** Files that a test writes down by name. */
export const files =
  (contents: Record<string, string | Uint8Array>): OpenFile =>
  async (name) => {
    const content = contents[name];
    if (content === undefined) return null;
    const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : Buffer.from(content);
    return { stream: Readable.from([bytes]), size: bytes.length };
  };
