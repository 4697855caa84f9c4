'use server';

import { refresh } from 'next/cache';
import { getTranslations } from 'next-intl/server';
import { staffForm } from '#app/staff/staff-form.ts';
import type { StaffEntry } from '#auth/entry.ts';
import { confirmIdentifier } from '#domain/identifier/confirm-identifier.ts';
import { confirmLoad } from '#domain/identifier/confirm-load.ts';
import type { Seen } from '#domain/identifier/held-identifier.ts';
import { refuseIdentifier } from '#domain/identifier/refuse-identifier.ts';
import type { FormState } from '#lib/form-state.ts';

/** Confirms one identifier as it was seen, or puts it back when that button was pressed. */
export async function decide(brand: string, seen: Seen, _: FormState, form: FormData): Promise<FormState> {
  return deciding(brand, form, async ({ ctx }) => {
    const refused = form.has('refuse');
    await (refused ? refuseIdentifier : confirmIdentifier)(ctx, seen);
    refresh();
    const t = await getTranslations('identity.staff');
    return { status: 'done', message: t(refused ? 'isRefused' : 'isConfirmed') };
  });
}

/** Confirms all that came in together with one change. */
export async function decideLoad(
  brand: string,
  change: number,
  _: FormState,
  form: FormData,
): Promise<FormState> {
  return deciding(brand, form, async ({ ctx }) => {
    const count = await confirmLoad(ctx, { change });
    refresh();
    const t = await getTranslations('identity.staff');
    return { status: 'done', message: t('areConfirmed', { count }) };
  });
}

const deciding = (brand: string, typed: FormData, work: (entry: StaffEntry) => Promise<FormState>) =>
  staffForm({ brand, roles: ['owner', 'editor', 'support'], typed, labels }, work);

async function labels() {
  const t = await getTranslations('identity.staff');
  return { confirm: t('confirm') };
}
