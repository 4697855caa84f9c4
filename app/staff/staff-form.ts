import { refresh } from 'next/cache';
import { getTranslations } from 'next-intl/server';
import { formAction } from '#app/form-action.ts';
import { type StaffEntry, staffAction } from '#auth/entry.ts';
import type { Role } from '#domain/actor.ts';
import { DomainError } from '#domain/errors.ts';
import type { FormState } from '#lib/form-state.ts';
import { nearestInput } from './nearest-input.ts';

/** Input name → its label on screen, in the order of the form. */
export type FormLabels = Readonly<Record<string, string>>;

export type StaffForm = {
  brand: string;
  roles: readonly Role[];
  typed: FormData;
  labels: (brand: StaffEntry['brand']) => Promise<FormLabels>;
};

/**
 * A staff form's way through its action: faults of the domain become sentences at the inputs they are about,
 * and after a `stale` the page around the form shows how things stand now, while the form keeps what was typed.
 */
export async function staffForm(
  { brand, roles, typed, labels }: StaffForm,
  work: (entry: StaffEntry) => Promise<FormState>,
): Promise<FormState> {
  let entry: StaffEntry | undefined;
  let stale = false;
  const state = await formAction(async () => {
    entry = await staffAction(brand, ...roles);
    try {
      return await work(entry);
    } catch (error) {
      stale = error instanceof DomainError && error.code === 'stale';
      throw error;
    }
  }, typed);
  if (state.status !== 'failed' || !entry) return state;
  if (stale) refresh();
  const t = await getTranslations('staff');
  const fields = state.fields && (await sentences(state.fields, await labels(entry.brand)));
  return { ...state, message: stale ? t('stale') : state.message, fields };
}

async function sentences(faults: Readonly<Record<string, string>>, labels: FormLabels) {
  const t = await getTranslations('staff');
  const told = Object.entries(faults).map(([path, fault]) => {
    const input = nearestInput(path, Object.keys(labels));
    const special = `faultIn.${input}.${fault}`;
    return [
      input,
      t.has(special) ? t(special) : t(`fault.${fault}`, { field: labels[input] ?? input }),
    ] as const;
  });
  return Object.fromEntries(told);
}

/** One input's text; empty when it is missing. */
export function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}
