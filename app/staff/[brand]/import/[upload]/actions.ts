'use server';

import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { formAction } from '#app/form-action.ts';
import { staffAction } from '#auth/entry.ts';
import { DomainError } from '#domain/errors.ts';
import { parseMapping } from '#domain/import/parse-mapping.ts';
import { runImport } from '#domain/import/run-import.ts';
import { closeUpload, discardUpload, openUpload, unpackedLimit } from '#domain/import/upload.ts';
import type { FormState } from '#lib/form-state.ts';

export async function load(brand: string, id: string, _: FormState, typed: FormData): Promise<FormState> {
  return formAction(async () => {
    const { ctx } = await staffAction(brand, 'owner', 'editor');
    const { mapping, open } = await openUpload(ctx.actor, id);
    const parsed = parseMapping(mapping);
    if ('faults' in parsed) throw new DomainError('invalid', 'The mapping cannot be used.');
    try {
      const options = { skipBad: typed.get('skipBad') === 'on', limit: unpackedLimit };
      const report = await runImport(ctx, { mapping: parsed.mapping, open }, options);
      await closeUpload(ctx.actor, id, report);
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
