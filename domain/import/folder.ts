import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { OpenFile } from './data-file.ts';

/** Opens the files of one folder; a name may lead elsewhere, so it is for those who own the machine. */
export const folder =
  (path: string): OpenFile =>
  async (name) => {
    const file = resolve(path, name);
    const found = await stat(file).catch(() => null);
    if (!found || found.isDirectory()) return null;
    return {
      stream: createReadStream(file, { highWaterMark: 256 * 1024 }),
      size: found.isFile() ? found.size : null,
    };
  };
