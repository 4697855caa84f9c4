'use server';

import { refresh } from 'next/cache';
import { type FormLabels, staffForm, textOf } from '#app/staff/staff-form.ts';
import type { StaffEntry } from '#auth/entry.ts';
import { ruleFields } from '#components/events/rule-fields.ts';
import { reader } from '#components/reader.ts';
import { addRule, removeRule } from '#domain/event/change-rules.ts';
import type { EventKind } from '#domain/event/list-events.ts';
import type { FormState } from '#lib/form-state.ts';

export async function add(
  brand: string,
  kind: EventKind,
  as: 'holding' | 'benefit',
  _: FormState,
  form: FormData,
): Promise<FormState> {
  return writing(brand, form, async ({ ctx }) => {
    const rule = as === 'holding' ? holdingOf(form) : benefitOf(form);
    const list = as === 'holding' ? 'holdings' : 'benefits';
    await addRule(ctx, { ...kind, seen: textOf(form, 'seen') }, { list, rule });
    refresh();
    return { status: 'done', message: (await reader()).t('events')('mapping.added') };
  });
}

export async function remove(
  brand: string,
  kind: EventKind,
  _: FormState,
  form: FormData,
): Promise<FormState> {
  return writing(brand, form, async ({ ctx }) => {
    const [list, at] = textOf(form, 'rule').split(' ');
    await removeRule(ctx, { ...kind, seen: textOf(form, 'seen') }, { list, at: Number(at) });
    refresh();
    return { status: 'done', message: (await reader()).t('events')('mapping.removed') };
  });
}

const writing = (brand: string, typed: FormData, work: (entry: StaffEntry) => Promise<FormState>) =>
  staffForm({ brand, roles: ['owner', 'editor'], typed, labels }, work);

async function labels(): Promise<FormLabels> {
  const label = (await reader()).t('events.label');
  return Object.fromEntries(ruleFields.map((field) => [field, label(field)]));
}

const holdingOf = (form: FormData) => ({
  category: textOf(form, 'category'),
  source: textOf(form, 'source'),
  ...shared(form),
  ...filled(form, 'value'),
});

function benefitOf(form: FormData) {
  const amount = textOf(form, 'amount').trim();
  return {
    exchange: textOf(form, 'exchange'),
    capital: textOf(form, 'capital'),
    unit: textOf(form, 'unit').trim(),
    amount: /^\d{1,9}$/.test(amount) ? Number(amount) : amount,
    ...shared(form),
  };
}

/** An empty key means the event's own. */
function shared(form: FormData) {
  const key = textOf(form, 'key')
    .split(',')
    .map((path) => path.trim())
    .filter((path) => path !== '');
  return { label: textOf(form, 'label'), ...filled(form, 'part'), ...(key.length > 0 && { key }) };
}

function filled(form: FormData, name: string): Record<string, string> {
  const text = textOf(form, name).trim();
  return text === '' ? {} : { [name]: text };
}
