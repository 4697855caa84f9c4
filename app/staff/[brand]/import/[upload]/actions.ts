'use server';

import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { formAction } from '#app/form-action.ts';
import { staffAction } from '#auth/entry.ts';
import { portal } from '#db/portal.ts';
import { DomainError } from '#domain/errors.ts';
import { discardUpload } from '#domain/import/upload.ts';
import { loadAside } from '#domain/import/upload-aside.ts';
import type { FormState } from '#lib/form-state.ts';

export async function load(brand: string, id: string, _: FormState, typed: FormData): Promise<FormState> {
  return formAction(async () => {
    const { ctx } = await staffAction(brand, 'owner', 'editor');
    try {
      await loadAside({ url: portal().url, actor: ctx.actor }, id, typed.get('skipBad') === 'on');
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'conflict') throw error;
      const t = await getTranslations('import');
      return { status: 'failed', message: t('busy') };
    }
    redirect(`/staff/${brand}/import/${id}`);
  }, typed);
}

export async function discard(brand: string, id: string): Promise<FormState> {
  return formAction(async () => {
    const { ctx } = await staffAction(brand, 'owner', 'editor');
    await discardUpload(ctx.actor, id);
    redirect(`/staff/${brand}/import`);
  });
}
