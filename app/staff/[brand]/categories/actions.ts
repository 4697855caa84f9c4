'use server';

import { redirect } from 'next/navigation';
import { localTextField } from '#app/staff/local-text-field.ts';
import { namedLabels } from '#app/staff/named-labels.ts';
import { staffForm, textOf } from '#app/staff/staff-form.ts';
import type { StaffEntry } from '#auth/entry.ts';
import { createCategory } from '#domain/category/create-category.ts';
import { editCategory } from '#domain/category/edit-category.ts';
import type { FormState } from '#lib/form-state.ts';

export async function addCategory(brand: string, _: FormState, form: FormData): Promise<FormState> {
  return writing(brand, form, async ({ ctx }) => {
    await createCategory(ctx, { slug: textOf(form, 'slug'), ...said(form) });
    redirect(`/staff/${brand}/categories`);
  });
}

export async function saveCategory(
  brand: string,
  slug: string,
  _: FormState,
  form: FormData,
): Promise<FormState> {
  return writing(brand, form, async ({ ctx }) => {
    await editCategory(ctx, { slug, seen: textOf(form, 'seen'), ...said(form) });
    redirect(`/staff/${brand}/categories`);
  });
}

const writing = (brand: string, typed: FormData, work: (entry: StaffEntry) => Promise<FormState>) =>
  staffForm(
    {
      brand,
      roles: ['owner', 'editor'],
      typed,
      labels: (held) => namedLabels('categories', ['name', 'summary'], ['standardKey', 'keeps'], held),
    },
    work,
  );

const said = (form: FormData) => ({
  name: localTextField(form, 'name'),
  summary: localTextField(form, 'summary'),
  standardKey: textOf(form, 'standardKey'),
  keeps: textOf(form, 'keeps'),
});
