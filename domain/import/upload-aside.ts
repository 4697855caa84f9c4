import { Threads } from '#lib/threads.ts';
import { requireRole, type StaffActor } from '../actor.ts';
import { inThread, type Told } from '../in-thread.ts';
import type { UploadPreview } from './preview-upload.ts';
import type { UploadTask } from './upload.thread.ts';

type UploadThreads = Threads<UploadTask, Told<UploadPreview | null>>;

const key = Symbol.for('mutual.uploads');
const held: typeof globalThis & { [key]?: { previews: UploadThreads; loads: UploadThreads } } = globalThis;

const file = 'domain/import/upload.thread.ts';
const waiting = { ofLane: 3, ofAll: 20 };

/** A look waits for no load: those take minutes. */
function threads() {
  held[key] ??= {
    previews: new Threads(file, { atOnce: 2, waiting, megabytes: 512, seconds: 20 }),
    loads: new Threads(file, { atOnce: 2, waiting, megabytes: 512, seconds: 900 }),
  };
  return held[key];
}

/** On which database, and as whom. */
type Asker = { url: string; actor: StaffActor };

/**
 * What `previewUpload` says, on a thread beside the one that serves; a brand has one at a time. Throws `busy` when too
 * many of it wait, `too_much` when the files take more than their time or memory.
 */
export async function previewAside({ url, actor }: Asker, id: string): Promise<UploadPreview> {
  requireRole(actor, 'owner', 'editor');
  const preview = await inThread(threads().previews, actor.brandId, { url, actor, id, want: 'preview' });
  if (!preview) throw new TypeError('A preview shows something.');
  return preview;
}

/** The same for `loadUpload`. */
export async function loadAside({ url, actor }: Asker, id: string, skipBad: boolean): Promise<void> {
  requireRole(actor, 'owner', 'editor');
  await inThread(threads().loads, actor.brandId, { url, actor, id, want: 'load', skipBad });
}
