import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { birthOf } from '#lib/process-of.ts';

const holderSchema = z.object({
  pid: z.number(),
  birth: z.string().nullable(),
  /** What holds the folder: "npm start". */
  what: z.string(),
  /** Where the portal answers, if it is one. */
  url: z.string().nullable(),
  since: z.string(),
});

export type Holder = z.infer<typeof holderSchema>;

export class HeldError extends Error {
  override readonly name = 'UsageError';
  readonly holder: Holder;
  constructor(folder: string, holder: Holder) {
    const where = holder.url ? ` and answers on ${holder.url}` : '';
    super(
      `${folder} is in use: ${holder.what} (process ${holder.pid}) holds it since ${holder.since}${where}.\nUse that one, or stop it first.`,
    );
    this.holder = holder;
  }
}

const noteIn = (folder: string) => join(folder, 'holder.json');

/** Takes the folder for this process until `release`. A holder that died without releasing counts for nothing. */
export async function holdFolder(folder: string, what: string, url: string | null) {
  const note = noteIn(folder);
  const draft = `${note}.${process.pid}`;
  const self: Holder = {
    pid: process.pid,
    birth: await birthOf(process.pid),
    what,
    url,
    since: new Date().toISOString(),
  };
  await writeFile(draft, JSON.stringify(self), { mode: 0o644 });
  try {
    while (!(await linked(draft, note))) {
      const holder = await holderOf(folder);
      if (holder) throw new HeldError(folder, holder);
      await rename(note, `${draft}.stale`).catch(() => {});
      await rm(`${draft}.stale`, { force: true });
    }
  } finally {
    await rm(draft, { force: true });
  }
  return { release: () => rm(note, { force: true }) };
}

/** Who holds the folder now, or null. */
export async function holderOf(folder: string): Promise<Holder | null> {
  const text = await readFile(noteIn(folder), 'utf8').catch(() => null);
  if (text === null) return null;
  const holder = holderSchema.parse(JSON.parse(text));
  return (await birthOf(holder.pid)) === holder.birth ? holder : null;
}

/** A hard link either appears whole or not at all, on every file system that has them. */
const linked = (draft: string, note: string) =>
  link(draft, note).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') return false;
      throw error;
    },
  );
