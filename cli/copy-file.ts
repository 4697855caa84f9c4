import { open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type Copy, copySchema } from '#domain/checkpoint/witness.ts';

/** The copy in a file; null when there is none yet. */
export async function readCopy(file: string): Promise<Copy | null> {
  const text = await read(file);
  if (text === null) return null;
  try {
    return copySchema.parse(JSON.parse(text));
  } catch {
    throw new Error(`${file} is not a copy that “checkpoint witness” made.`);
  }
}

/** Puts a copy in place of the one that was read, whole or not at all. Throws when somebody else did so meanwhile. */
export async function writeCopy(file: string, copy: Copy, before: Copy | null): Promise<void> {
  const own = `${file}.${process.pid}.part`;
  const part = await open(own, 'w', 0o644);
  await part.writeFile(textOf(copy));
  await part.sync();
  await part.close();
  if ((await read(file)) !== (before && textOf(before))) {
    await rm(own);
    throw new Error(`${file} was changed meanwhile. Nothing is lost: run it again.`);
  }
  await rename(own, file);
  const folder = await open(dirname(file));
  await folder.sync();
  await folder.close();
}

const textOf = (copy: Copy) => `${JSON.stringify(copy, null, 1)}\n`;

async function read(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
