'use server';

import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { staffForm, textOf } from '#app/staff/staff-form.ts';
import { lookUpCustomer } from '#domain/customer/look-up.ts';
import type { FormState } from '#lib/form-state.ts';

export async function lookUp(brand: string, _: FormState, typed: FormData): Promise<FormState> {
  return staffForm({ brand, roles: ['owner', 'support'], typed, labels }, async ({ ctx }) => {
    const asked = { by: textOf(typed, 'by'), value: textOf(typed, 'value'), reason: textOf(typed, 'reason') };
    const { lookUp } = await lookUpCustomer(ctx, asked);
    redirect(`/staff/${brand}/customers/${lookUp}`);
  });
}

async function labels() {
  const t = await getTranslations('staff.customers.label');
  return { by: t('by'), value: t('value'), reason: t('reason') };
}
