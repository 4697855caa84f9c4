'use server';

import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { asking } from '#auth/asking.ts';
import { closeSession, openSession } from '#auth/keep-session.ts';
import { requireOwnOrigin } from '#auth/origin.ts';
import { returnPath, signInPath } from '#auth/return-path.ts';
import { followLink, mailLink } from '#auth/sign-in.ts';
import { portal } from '#db/portal.ts';
import { DomainError, notFound } from '#domain/errors.ts';
import { admit } from '#domain/person/admit.ts';
import { requireDemoPerson } from '#domain/person/demo-people.ts';
import { env } from '#lib/env.ts';
import type { FormState } from '#lib/form-state.ts';
import { formAction } from '../form-action.ts';

/** Sends a link to the address in the form. */
export async function requestLink(_: FormState, form: FormData): Promise<FormState> {
  return formAction(async () => {
    const to = returnPath(form.get('to'));
    const failed = await failure(() => mailLink(form.get('email'), to));
    if (failed)
      return {
        status: 'failed',
        values: { email: String(form.get('email') ?? '').slice(0, 254) },
        ...failed,
      };
    redirect(to === '/my' ? '/sign-in/sent' : `/sign-in/sent?to=${encodeURIComponent(to)}`);
  }, form);
}

/** Signs in by a link that was opened, when its button is pressed. */
export async function confirmLink(_: FormState, form: FormData): Promise<FormState> {
  return formAction(async () => {
    const to = returnPath(form.get('to'));
    if (!(await followLink(String(form.get('token') ?? '')))) redirect(failedPath('link', to));
    redirect(to);
  });
}

/** Signs in as one of the demo's invented people. There is no such thing outside the demo. */
export async function signInAs(_: FormState, form: FormData): Promise<FormState> {
  return formAction(async () => {
    if (!env.MUTUAL_DEMO) throw notFound('person');
    await requireOwnOrigin();
    const { db } = portal();
    const personId = await requireDemoPerson(db, form.get('person'));
    await openSession(personId, (await asking()).userAgent);
    await admit(db, personId, null);
    redirect(returnPath(form.get('to')));
  });
}

export async function signOut(): Promise<void> {
  await requireOwnOrigin();
  await closeSession();
  redirect('/');
}

async function failure(work: () => Promise<void>) {
  const t = await getTranslations('sign-in.error');
  try {
    await work();
    return null;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    if (error.code === 'invalid') return { message: t('email'), fields: { email: t('email') } };
    if (error.code === 'limited') return { message: t('limited') };
    if (error.code === 'unavailable') return { message: t('mail') };
    throw error;
  }
}

function failedPath(error: string, to: string) {
  const path = signInPath(to);
  return `${path}${path.includes('?') ? '&' : '?'}error=${error}`;
}
