import { connect } from '#db/client.ts';
import type { StaffActor } from '../actor.ts';
import type { Ctx } from '../context.ts';
import { telling } from '../in-thread.ts';
import { loadUpload } from './load-upload.ts';
import { previewUpload, type UploadPreview } from './preview-upload.ts';

export type UploadTask = { url: string; actor: StaffActor; id: string } & (
  | { want: 'preview' }
  | { want: 'load'; skipBad: boolean }
);

/** Run by `upload-aside.ts` on a thread of its own, which has its own connections. */
export default telling(async (task: UploadTask): Promise<UploadPreview | null> => {
  const { db, close } = connect(task.url, { max: 3, name: 'mutual-import' });
  const ctx: Ctx<StaffActor> = { db, actor: task.actor };
  try {
    if (task.want === 'preview') return await previewUpload(ctx, task.id);
    await loadUpload(ctx, task.id, task.skipBad);
    return null;
  } finally {
    await close();
  }
});
