import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { reader } from '#components/reader.ts';
import { ButtonLink } from '#components/ui/button.tsx';
import { Empty, Notice, Page, PageHead } from '#components/ui/page.tsx';
import { portal } from '#db/portal.ts';
import { listDemoMail } from '#domain/person/demo-mail.ts';
import { hasDemoInbox } from '#lib/env.ts';
import { MailEntry } from './mail-entry.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('inbox');
  return { title: t('title'), robots: { index: false } };
}

/** The demo's mail, in place of a mail server. Outside the demo there is no such page. */
export default async function InboxPage() {
  if (!hasDemoInbox()) notFound();
  const [mail, t, { format }] = await Promise.all([
    listDemoMail(portal().db),
    getTranslations('inbox'),
    reader(),
  ]);
  return (
    <Page>
      <PageHead title={t('title')} />
      <Notice>{t('lead')}</Notice>
      {mail.length === 0 ? (
        <>
          <Empty>{t('empty')}</Empty>
          <ButtonLink href="/sign-in" className="mt-6">
            {t('ask')}
          </ButtonLink>
        </>
      ) : (
        <ol className="border-rule border-t">
          {mail.map((entry) => (
            <MailEntry
              key={entry.id}
              mail={entry}
              words={{ to: t('to', { recipient: entry.recipient }), open: t('open') }}
              when={format.dateTime(entry.sentAt)}
            />
          ))}
        </ol>
      )}
    </Page>
  );
}
