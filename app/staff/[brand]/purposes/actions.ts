'use server';

import { localTextField } from '#app/staff/local-text-field.ts';
import { namedForm, seenAt } from '#app/staff/named-form.ts';
import { textOf } from '#app/staff/staff-form.ts';
import { createPurpose } from '#domain/purpose/create-purpose.ts';
import { editPurpose } from '#domain/purpose/edit-purpose.ts';
import type { FormState } from '#lib/form-state.ts';

const writing = namedForm('purposes', { room: 'staff.purposes', texts: ['name'], plain: ['standardKey'] });

export async function addPurpose(brand: string, _: FormState, form: FormData): Promise<FormState> {
  return writing(brand, form, async (ctx) => {
    await createPurpose(ctx, { slug: textOf(form, 'slug'), ...said(form) });
    return undefined;
  });
}

export async function savePurpose(
  brand: string,
  slug: string,
  _: FormState,
  form: FormData,
): Promise<FormState> {
  return writing(brand, form, (ctx) => editPurpose(ctx, { ...seenAt(slug, form), ...said(form) }));
}

const said = (form: FormData) => ({
  name: localTextField(form, 'name'),
  standardKey: textOf(form, 'standardKey'),
});
