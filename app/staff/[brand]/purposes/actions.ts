'use server';

import { redirect } from 'next/navigation';
import { localTextField } from '#app/staff/local-text-field.ts';
import { namedLabels } from '#app/staff/named-labels.ts';
import { staffForm, textOf } from '#app/staff/staff-form.ts';
import type { StaffEntry } from '#auth/entry.ts';
import { createPurpose } from '#domain/purpose/create-purpose.ts';
import { editPurpose } from '#domain/purpose/edit-purpose.ts';
import type { FormState } from '#lib/form-state.ts';

export async function addPurpose(brand: string, _: FormState, form: FormData): Promise<FormState> {
  return writing(brand, form, async ({ ctx }) => {
    await createPurpose(ctx, { slug: textOf(form, 'slug'), ...said(form) });
    redirect(`/staff/${brand}/purposes`);
  });
}

export async function savePurpose(
  brand: string,
  slug: string,
  _: FormState,
  form: FormData,
): Promise<FormState> {
  return writing(brand, form, async ({ ctx }) => {
    await editPurpose(ctx, { slug, seen: textOf(form, 'seen'), ...said(form) });
    redirect(`/staff/${brand}/purposes`);
  });
}

const writing = (brand: string, typed: FormData, work: (entry: StaffEntry) => Promise<FormState>) =>
  staffForm(
    {
      brand,
      roles: ['owner', 'editor'],
      typed,
      labels: (held) => namedLabels('purposes', ['name'], ['standardKey'], held),
    },
    work,
  );

const said = (form: FormData) => ({
  name: localTextField(form, 'name'),
  standardKey: textOf(form, 'standardKey'),
});
