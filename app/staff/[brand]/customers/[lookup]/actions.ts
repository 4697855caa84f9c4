'use server';

import { refresh } from 'next/cache';
import { getTranslations } from 'next-intl/server';
import { staffForm, textOf } from '#app/staff/staff-form.ts';
import { markWrongLink } from '#domain/identifier/mark-wrong-link.ts';
import type { FormState } from '#lib/form-state.ts';

/** An owner found that a link of a record was someone else's. */
export async function markWrong(
  brand: string,
  link: number,
  _: FormState,
  typed: FormData,
): Promise<FormState> {
  return staffForm({ brand, roles: ['owner'], typed, labels }, async ({ ctx }) => {
    const count = await markWrongLink(ctx, { link, reason: textOf(typed, 'reason') });
    refresh();
    const t = await getTranslations('identity.links');
    return { status: 'done', message: t('marked', { count }) };
  });
}

async function labels() {
  const t = await getTranslations('identity.links');
  return { reason: t('reason') };
}
