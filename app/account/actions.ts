'use server';

import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { actionVisit } from '#auth/entry.ts';
import { closeSession } from '#auth/keep-session.ts';
import { requireOwnOrigin } from '#auth/origin.ts';
import { forgetZone, keepPreferences } from '#auth/preference-cookies.ts';
import { ownPath } from '#auth/return-path.ts';
import { visit } from '#auth/visitor.ts';
import { portal } from '#db/portal.ts';
import { DomainError } from '#domain/errors.ts';
import { setPreferences } from '#domain/person/preferences.ts';
import { endAllSessions, endSession } from '#domain/person/sessions.ts';
import type { FormState } from '#lib/form-state.ts';
import { locales } from '#messages/load.ts';
import { formAction } from '../form-action.ts';

/** Signs out one of the person's browsers, this one too if they say so. */
export async function signOutSession(_: FormState, form: FormData): Promise<FormState> {
  return formAction(async () => {
    const who = await actionVisit();
    await endSession(portal().db, who, form.get('session'));
    if (form.get('session') !== who.sessionId) redirect('/account');
    await closeSession();
    redirect('/');
  });
}

export async function signOutEverywhere(): Promise<FormState> {
  return formAction(async () => {
    await endAllSessions(portal().db, await actionVisit());
    await closeSession();
    redirect('/');
  });
}

/**
 * Keeps language and time zone, for this browser and every other that the person signs in with. Who came in through a
 * brand sets them for this browser alone: they may be somebody's who has more here.
 */
export async function saveReading(_: FormState, form: FormData): Promise<FormState> {
  return formAction(async () => {
    const who = await actionVisit();
    const timeZone = String(form.get('timeZone') ?? '') || null;
    const chosen = { locale: shipped(form.get('locale')), timeZone };
    if (who.through === null) await setPreferences(portal().db, who.personId, chosen);
    await keepPreferences(chosen);
    if (timeZone === null) await forgetZone();
    const t = await getTranslations({ locale: chosen.locale, namespace: 'account.reading' });
    return { status: 'done', message: t('saved') };
  }, form);
}

/** The language picker in every page's head, for whoever is or is not signed in. */
export async function chooseLanguage(form: FormData): Promise<void> {
  await requireOwnOrigin();
  const locale = shipped(form.get('locale'));
  const who = await visit();
  if (who?.through === null) await setPreferences(portal().db, who.personId, { locale });
  await keepPreferences({ locale });
  redirect(ownPath(form.get('to'), '/'));
}

function shipped(locale: unknown) {
  const found = locales.find((entry) => entry === locale);
  if (!found) throw new DomainError('invalid', 'The portal does not ship this language.');
  return found;
}
