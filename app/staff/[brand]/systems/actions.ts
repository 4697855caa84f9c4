'use server';

import { refresh } from 'next/cache';
import { redirect } from 'next/navigation';
import { localTextField } from '#app/staff/local-text-field.ts';
import { type NamedFields, namedLabels } from '#app/staff/named-labels.ts';
import { staffForm, textOf } from '#app/staff/staff-form.ts';
import type { StaffEntry } from '#auth/entry.ts';
import { reader } from '#components/reader.ts';
import { resendDeliveries } from '#domain/delivery/resend-deliveries.ts';
import { editSystem } from '#domain/system/edit-system.ts';
import { registerSystem } from '#domain/system/register-system.ts';
import { retireSystem } from '#domain/system/retire-system.ts';
import { rotateSecret } from '#domain/system/rotate-secret.ts';
import type { FormState } from '#lib/form-state.ts';
import { ownSealKey } from '#lib/seal.ts';

export async function register(brand: string, _: FormState, form: FormData): Promise<FormState> {
  return writing(brand, form, async ({ ctx }) => {
    const { secret } = await registerSystem(ctx, ownSealKey(), { slug: textOf(form, 'slug'), ...said(form) });
    return withSecret(secret);
  });
}

export async function save(brand: string, slug: string, _: FormState, form: FormData): Promise<FormState> {
  return writing(brand, form, async ({ ctx }) => {
    await editSystem(ctx, { slug, seen: textOf(form, 'seen'), ...said(form) });
    redirect(`/staff/${brand}/systems`);
  });
}

export async function rotate(brand: string, slug: string, _: FormState, form: FormData): Promise<FormState> {
  return writing(brand, form, async ({ ctx }) => {
    const { secret } = await rotateSecret(ctx, ownSealKey(), { slug, seen: textOf(form, 'seen') });
    refresh();
    return withSecret(secret);
  });
}

export async function retire(brand: string, slug: string, _: FormState, form: FormData): Promise<FormState> {
  return writing(brand, form, async ({ ctx }) => {
    if (!form.has('confirmRetire')) {
      const { t } = await reader();
      return { status: 'failed', message: t('systems.retire')('unconfirmed') };
    }
    await retireSystem(ctx, { slug, seen: textOf(form, 'seen') });
    redirect(`/staff/${brand}/systems`);
  });
}

/** All that is stuck, or the one delivery that the form names. */
export async function resend(brand: string, slug: string, _: FormState, form: FormData): Promise<FormState> {
  return writing(brand, form, async ({ ctx }) => {
    const delivery = textOf(form, 'delivery');
    const { resent } = await resendDeliveries(ctx, { system: slug, ...(delivery && { delivery }) });
    refresh();
    const { t } = await reader();
    return { status: 'done', message: t('systems.deliveries')('resent', { count: resent }) };
  });
}

const writing = (brand: string, typed: FormData, work: (entry: StaffEntry) => Promise<FormState>) =>
  staffForm({ brand, roles: ['owner', 'editor'], typed, labels: (held) => namedLabels(fields, held) }, work);

const fields: NamedFields = { room: 'systems', texts: ['name', 'summary'], plain: ['url', 'exchanges'] };

/** The one time that a secret is on screen. */
async function withSecret(secret: string): Promise<FormState> {
  const { t } = await reader();
  return { status: 'done', message: `${t('systems.secret')('shown')} ${secret}` };
}

function said(form: FormData) {
  const exchanges = [...form.keys()].flatMap((name) => /^uses\.([a-z0-9-]+)$/.exec(name)?.[1] ?? []);
  return {
    name: localTextField(form, 'name'),
    summary: localTextField(form, 'summary'),
    exchanges,
    url: textOf(form, 'url'),
  };
}
