'use server';

import { refresh } from 'next/cache';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { staffForm, textOf } from '#app/staff/staff-form.ts';
import type { StaffEntry } from '#auth/entry.ts';
import { addStaff } from '#domain/staff/add-staff.ts';
import { changeRole } from '#domain/staff/change-role.ts';
import { removeStaff } from '#domain/staff/remove-staff.ts';
import type { FormState } from '#lib/form-state.ts';

export async function add(brand: string, _: FormState, form: FormData): Promise<FormState> {
  return leading(brand, form, async ({ ctx }) => {
    await addStaff(ctx, { email: textOf(form, 'email'), role: textOf(form, 'role') });
    return done('added');
  });
}

/** Gives a member another role, or takes them off the team when that button was pressed. */
export async function change(
  brand: string,
  personId: string,
  _: FormState,
  form: FormData,
): Promise<FormState> {
  return leading(brand, form, async ({ ctx }) => {
    const seen = textOf(form, 'seen');
    if (form.has('remove')) await removeStaff(ctx, { personId, seen });
    else await changeRole(ctx, { personId, seen, role: textOf(form, 'role') });
    // Whoever gave up their own place may not see this page any more.
    if (personId === ctx.actor.personId) redirect('/staff');
    return done(form.has('remove') ? 'removed' : 'changed');
  });
}

async function done(message: 'added' | 'changed' | 'removed'): Promise<FormState> {
  refresh();
  const t = await getTranslations('staff.team');
  return { status: 'done', message: t(message) };
}

const leading = (brand: string, typed: FormData, work: (entry: StaffEntry) => Promise<FormState>) =>
  staffForm({ brand, roles: ['owner'], typed, labels }, work);

async function labels() {
  const t = await getTranslations('staff.team');
  return { email: t('email'), role: t('role') };
}
