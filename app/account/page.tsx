import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { visitOrSignIn } from '#auth/entry.ts';
import { Page, PageHead, Section } from '#components/ui/page.tsx';
import { portal } from '#db/portal.ts';
import { findPerson } from '#domain/person/find-person.ts';
import { listSessions } from '#domain/person/sessions.ts';
import { OneButtonForm } from '../sign-in/one-button-form.tsx';
import { signOutEverywhere } from './actions.ts';
import { Reading } from './reading.tsx';
import { SessionList } from './session-list.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('account');
  return { title: t('title') };
}

export default async function AccountPage() {
  const who = await visitOrSignIn();
  const { personId, sessionId, name, email } = who;
  const { db } = portal();
  const [sessions, person, t] = await Promise.all([
    listSessions(db, who),
    who.through === null ? findPerson(db, personId) : null,
    getTranslations('account'),
  ]);
  const lead = who.through === null ? t('lead', { name: name ?? email ?? '' }) : t('through');
  return (
    <Page>
      <PageHead title={t('title')} lead={lead} />
      <Section title={t('sessions.title')} lead={t('sessions.lead')}>
        <SessionList sessions={sessions} current={sessionId} />
        <div className="mt-6 flex flex-wrap items-center gap-x-4 gap-y-2">
          <OneButtonForm action={signOutEverywhere} values={{}} weight="plain">
            {t('sessions.everywhere')}
          </OneButtonForm>
          <p className="text-quiet text-sm">{t('sessions.everywhereHint')}</p>
        </div>
      </Section>
      <Section title={t('reading.title')}>
        <Reading timeZone={person?.timeZone ?? null} />
      </Section>
    </Page>
  );
}
