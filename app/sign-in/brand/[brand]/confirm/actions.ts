'use server';

import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { formAction } from '#app/form-action.ts';
import { takeOffer } from '#auth/brand-login.ts';
import { portal } from '#db/portal.ts';
import { findBrand } from '#domain/brand/queries.ts';
import { DomainError, notFound } from '#domain/errors.ts';
import { recordName } from '#domain/person/record-address.ts';
import type { FormState } from '#lib/form-state.ts';

/** Opens a record, or adds it to who is signed in, when the button is pressed. */
export async function confirmLogin(slug: string, _: FormState, form: FormData): Promise<FormState> {
  return formAction(async () => {
    const brand = await findBrand(portal().db, slug);
    if (!brand) throw notFound('brand');
    const page = `/sign-in/brand/${brand.slug}/confirm`;
    const text = (name: string) => String(form.get(name) ?? '');
    try {
      const done = await takeOffer(brand, {
        ...{ token: text('token'), does: text('does'), drawnFor: text('drawnFor') },
      });
      if ('why' in done) redirect(`${page}?error=${done.why}`);
      redirect(
        `/my/${done.isNew ? brand.slug : recordName({ slug: brand.slug, customerId: done.customerId })}`,
      );
    } catch (error) {
      const failed = error instanceof DomainError && failures[error.code];
      if (!failed) throw error;
      const t = await getTranslations('sign-in.brand.error');
      return { status: 'failed', message: t(failed) };
    }
  });
}

const failures: Partial<Record<DomainError['code'], 'stale' | 'used' | 'limited'>> = {
  stale: 'stale',
  conflict: 'used',
  limited: 'limited',
};
