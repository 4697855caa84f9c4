'use server';

import { refresh } from 'next/cache';
import { getTranslations } from 'next-intl/server';
import { staffForm, textOf } from '#app/staff/staff-form.ts';
import { createKey } from '#domain/api-key/create-key.ts';
import { revokeKey } from '#domain/api-key/revoke-key.ts';
import type { FormState } from '#lib/form-state.ts';

/** Makes a key and shows its secret, this once. */
export async function create(brand: string, _: FormState, form: FormData): Promise<FormState> {
  return staffForm({ brand, roles: ['owner'], typed: form, labels }, async ({ ctx }) => {
    const scopes = form.getAll('scopes').filter((scope) => typeof scope === 'string');
    const days = textOf(form, 'days');
    const { secret } = await createKey(ctx, {
      name: textOf(form, 'name'),
      scopes,
      days: days === '' ? null : Number(days),
    });
    refresh();
    const t = await getTranslations('keys');
    return { status: 'done', message: t('made', { secret }) };
  });
}

export async function revoke(brand: string, id: string, _: FormState, form: FormData): Promise<FormState> {
  return staffForm({ brand, roles: ['owner'], typed: form, labels }, async ({ ctx }) => {
    await revokeKey(ctx, id);
    refresh();
    const t = await getTranslations('keys');
    return { status: 'done', message: t('isRevoked') };
  });
}

async function labels() {
  const t = await getTranslations('keys');
  return { name: t('name'), scopes: t('scopes'), days: t('days') };
}
