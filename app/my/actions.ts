'use server';

import { refresh } from 'next/cache';
import { getTranslations } from 'next-intl/server';
import { formAction } from '#app/form-action.ts';
import { actionVisit } from '#auth/entry.ts';
import { portal } from '#db/portal.ts';
import { notFound } from '#domain/errors.ts';
import { objectToChange } from '#domain/identifier/object-to-change.ts';
import type { FormState } from '#lib/form-state.ts';

/** The person says that a change of who can open their record is wrong. */
export async function sayWrong(link: number): Promise<FormState> {
  return formAction(async () => {
    const { personId, through } = await actionVisit();
    if (through !== null) throw notFound('link');
    await objectToChange(portal().db, personId, link);
    refresh();
    const t = await getTranslations('identity.notes');
    return { status: 'done', message: t('isSaid') };
  });
}
