'use server';

import { refresh } from 'next/cache';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { staffForm, textOf } from '#app/staff/staff-form.ts';
import type { StaffEntry } from '#auth/entry.ts';
import { reader } from '#components/reader.ts';
import { createExchange } from '#domain/exchange/create-exchange.ts';
import { discardDraft } from '#domain/exchange/discard-draft.ts';
import { editDraft } from '#domain/exchange/edit-draft.ts';
import { publishDraft } from '#domain/exchange/publish-draft.ts';
import { retireExchange } from '#domain/exchange/retire-exchange.ts';
import { invalid } from '#domain/parse-input.ts';
import type { FormState } from '#lib/form-state.ts';
import { draftLabels } from './draft-labels.ts';
import { readDraft } from './read-draft.ts';

export async function createDraft(brandSlug: string, _: FormState, form: FormData): Promise<FormState> {
  return writing(brandSlug, form, async ({ ctx }) => {
    const { slug } = await createExchange(ctx, { slug: textOf(form, 'slug'), draft: readDraft(form) });
    redirect(`/staff/${brandSlug}/exchanges/${slug}`);
  });
}

/** Saves the draft, or throws it away when that button was pressed. */
export async function saveDraft(
  brandSlug: string,
  slug: string,
  _: FormState,
  form: FormData,
): Promise<FormState> {
  return writing(brandSlug, form, async ({ ctx }) => {
    const at = { slug, revision: revision(form) };
    if (form.has('discard')) await discardDraft(ctx, at);
    else await editDraft(ctx, { ...at, draft: readDraft(form) });
    refresh();
    const [t, { format }] = await Promise.all([getTranslations('staff'), reader()]);
    return { status: 'done', message: t('saved', { time: format.time(new Date()) }) };
  });
}

export async function publish(
  brandSlug: string,
  slug: string,
  _: FormState,
  form: FormData,
): Promise<FormState> {
  return writing(brandSlug, form, async ({ ctx }) => {
    if (!form.has('confirm')) throw invalid({ confirm: 'required' });
    const { version, askedAgain } = await publishDraft(ctx, { slug, revision: revision(form) });
    refresh();
    const t = await getTranslations('staff.draft');
    return {
      status: 'done',
      message: version === 1 ? t('publishedFirst') : t('published', { version, askedAgain }),
    };
  });
}

export async function retire(
  brandSlug: string,
  slug: string,
  _: FormState,
  form: FormData,
): Promise<FormState> {
  return writing(brandSlug, form, async ({ ctx }) => {
    if (!form.has('confirmRetire')) throw invalid({ confirmRetire: 'required' });
    await retireExchange(ctx, { slug, revision: revision(form) });
    redirect(`/staff/${brandSlug}/exchanges/${slug}`);
  });
}

const writing = (brand: string, typed: FormData, work: (entry: StaffEntry) => Promise<FormState>) =>
  staffForm({ brand, roles: ['owner', 'editor'], typed, labels: draftLabels }, work);

const revision = (form: FormData) => Number(textOf(form, 'revision'));
