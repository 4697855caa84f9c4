'use server';

import { localTextField } from '#app/staff/local-text-field.ts';
import { namedForm, seenAt } from '#app/staff/named-form.ts';
import { textOf } from '#app/staff/staff-form.ts';
import { createCategory } from '#domain/category/create-category.ts';
import { editCategory } from '#domain/category/edit-category.ts';
import type { FormState } from '#lib/form-state.ts';

const writing = namedForm('categories', {
  room: 'staff.categories',
  texts: ['name', 'summary'],
  plain: ['standardKey', 'keeps'],
});

export async function addCategory(brand: string, _: FormState, form: FormData): Promise<FormState> {
  return writing(brand, form, async (ctx) => {
    await createCategory(ctx, { slug: textOf(form, 'slug'), ...said(form) });
    return undefined;
  });
}

export async function saveCategory(
  brand: string,
  slug: string,
  _: FormState,
  form: FormData,
): Promise<FormState> {
  return writing(brand, form, (ctx) => editCategory(ctx, { ...seenAt(slug, form), ...said(form) }));
}

const said = (form: FormData) => ({
  name: localTextField(form, 'name'),
  summary: localTextField(form, 'summary'),
  standardKey: textOf(form, 'standardKey'),
  keeps: textOf(form, 'keeps'),
});
