import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { requireRole, type StaffActor } from '../actor.ts';
import { notFound } from '../errors.ts';
import { uuidSchema } from '../input.ts';
import type { OpenFile } from './data-file.ts';
import { type ImportReport, reportSchema } from './report.ts';

/** What one upload may weigh in all, in bytes; what is larger goes in by the command line. */
export const uploadLimit = 50_000_000;

/** Bytes of text that an uploaded file may unpack to. */
export const unpackedLimit = 1_000_000_000;

/** Milliseconds after which an upload that nobody finished is deleted. */
const lifetime = 60 * 60 * 1000;

const manifestSchema = z.object({
  brandId: z.string(),
  personId: z.string(),
  /** Names as the sender's machine had them; the nth lies in the file `n`. */
  files: z.array(z.string()),
});

export type Upload = {
  id: string;
  files: readonly string[];
  /** As it was sent; empty once the files are gone. */
  mapping: string;
  open: OpenFile;
  /** What came of the last try to load it. */
  report: ImportReport | null;
};

/** A folder on this machine for files on their way in, of one person at one brand, for an hour at most. */
export async function beginUpload(): Promise<{ id: string; place: (n: number | 'mapping') => string }> {
  await sweep();
  const id = randomUUID();
  const folder = join(await root(), id);
  await mkdir(folder, { mode: 0o700 });
  return { id, place: (n) => join(folder, String(n)) };
}

/** Says whose the upload is; before that it is nobody's. */
export async function finishUpload(actor: StaffActor, id: string, files: readonly string[]): Promise<void> {
  requireRole(actor, 'owner', 'editor');
  const manifest = {
    brandId: actor.brandId,
    personId: actor.personId,
    files: files.map((name) => basename(name)),
  };
  await writeFile(join(await root(), id, 'manifest'), JSON.stringify(manifest), { mode: 0o600 });
}

/** The person's own upload. Throws not_found for another's, as for one that is over. */
export async function openUpload(actor: StaffActor, id: string): Promise<Upload> {
  requireRole(actor, 'owner', 'editor');
  const folder = await ownFolder(actor, id);
  const { files } = await manifestOf(folder);
  const open: OpenFile = async (name) => {
    const n = files.indexOf(basename(name));
    if (n < 0) return null;
    const path = join(folder, String(n));
    const found = await stat(path).catch(() => null);
    return found && { stream: createReadStream(path), size: found.size };
  };
  const [mapping, report] = await Promise.all(
    ['mapping', 'report'].map((name) => readFile(join(folder, name), 'utf8').catch(() => '')),
  );
  return {
    id,
    files,
    mapping: mapping ?? '',
    open,
    report: report ? reportSchema.parse(JSON.parse(report)) : null,
  };
}

/** Keeps the report for whoever uploaded; once all is loaded, the files themselves go. */
export async function closeUpload(actor: StaffActor, id: string, report: ImportReport): Promise<void> {
  const folder = await ownFolder(actor, id);
  await writeFile(join(folder, 'report'), JSON.stringify(report), { mode: 0o600 });
  if (report.status === 'refused') return;
  const { files } = await manifestOf(folder);
  for (const name of ['mapping', ...files.keys()]) await rm(join(folder, String(name)), { force: true });
}

/** Throws the person's own upload away. Throws not_found for another's. */
export async function discardUpload(actor: StaffActor, id: string): Promise<void> {
  requireRole(actor, 'owner', 'editor');
  await rm(await ownFolder(actor, id), { recursive: true, force: true });
}

/** Throws an upload away that was broken off before it was anyone's. */
export async function abandonUpload(id: string): Promise<void> {
  await rm(join(await root(), id), { recursive: true, force: true });
}

async function ownFolder(actor: StaffActor, id: string): Promise<string> {
  if (!uuidSchema.safeParse(id).success) throw notFound('upload');
  const folder = join(await root(), id);
  const owner = await manifestOf(folder).catch(() => null);
  if (owner?.brandId !== actor.brandId || owner.personId !== actor.personId) throw notFound('upload');
  return folder;
}

const manifestOf = async (folder: string) =>
  manifestSchema.parse(JSON.parse(await readFile(join(folder, 'manifest'), 'utf8')));

/** Closed to other users of the machine, also to one who made it first. */
async function root(): Promise<string> {
  const user = process.getuid?.() ?? 0;
  const path = join(tmpdir(), `mutual-uploads-${user}`);
  await mkdir(path, { mode: 0o700, recursive: true });
  const { uid, mode } = await lstat(path);
  if (process.getuid && (uid !== user || (mode & 0o077) !== 0))
    throw new Error(`${path} is open to others: remove it.`);
  return path;
}

async function sweep() {
  const folder = await root();
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    const made = await stat(path).catch(() => null);
    if (made && Date.now() - made.mtimeMs > lifetime) await rm(path, { recursive: true, force: true });
  }
}
