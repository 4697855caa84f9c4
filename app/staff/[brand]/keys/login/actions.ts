'use server';

import { refresh } from 'next/cache';
import { getTranslations } from 'next-intl/server';
import { staffForm, textOf } from '#app/staff/staff-form.ts';
import { addLoginKey } from '#domain/login-key/add-login-key.ts';
import { revokeLoginKey } from '#domain/login-key/revoke-login-key.ts';
import type { FormState } from '#lib/form-state.ts';

/** Lets a key of the brand's own login say who its customers are. */
export async function add(brand: string, _: FormState, form: FormData): Promise<FormState> {
  return staffForm({ brand, roles: ['owner'], typed: form, labels }, async ({ ctx }) => {
    await addLoginKey(ctx, { name: textOf(form, 'name'), jwk: textOf(form, 'jwk') });
    refresh();
    const t = await getTranslations('keys.login');
    return { status: 'done', message: t('added') };
  });
}

export async function revoke(brand: string, kid: string, _: FormState, form: FormData): Promise<FormState> {
  return staffForm({ brand, roles: ['owner'], typed: form, labels }, async ({ ctx }) => {
    await revokeLoginKey(ctx, kid);
    refresh();
    const t = await getTranslations('keys.login');
    return { status: 'done', message: t('isRevoked') };
  });
}

async function labels() {
  const t = await getTranslations('keys.login');
  return { name: t('name'), jwk: t('jwk') };
}
