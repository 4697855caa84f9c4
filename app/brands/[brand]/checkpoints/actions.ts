'use server';

import { revalidatePath } from 'next/cache';
import { formAction } from '#app/form-action.ts';
import { staffAction } from '#auth/entry.ts';
import { reader } from '#components/reader.ts';
import { makeCheckpoint } from '#domain/checkpoint/make-checkpoint.ts';
import type { FormState } from '#lib/form-state.ts';
import { ownSealKey } from '#lib/seal.ts';

/** Staff sign a checkpoint now instead of waiting for the night. */
export async function signCheckpoint(brand: string): Promise<FormState> {
  return formAction(async () => {
    const { ctx } = await staffAction(brand, 'owner', 'editor');
    const { number } = await makeCheckpoint(ctx, ownSealKey());
    revalidatePath(`/brands/${brand}/checkpoints`);
    return { status: 'done', message: (await reader()).t('verify.checkpoints')('made', { number }) };
  });
}
