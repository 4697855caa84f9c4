import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { signInPath } from '#auth/return-path.ts';
import { ButtonLink } from '#components/ui/button.tsx';
import { Notice, Page, PageHead } from '#components/ui/page.tsx';
import { hasDemoInbox } from '#lib/env.ts';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('sign-in.sent');
  return { title: t('title'), robots: { index: false } };
}

export default async function SentPage({ searchParams }: { searchParams: Promise<{ to?: string }> }) {
  const [{ to }, t] = await Promise.all([searchParams, getTranslations('sign-in.sent')]);
  return (
    <Page>
      <PageHead title={t('title')} lead={t('lead')} />
      {hasDemoInbox() && (
        <Notice>
          <p className="mb-3">{t('inbox')}</p>
          <ButtonLink href="/inbox">{t('openInbox')}</ButtonLink>
        </Notice>
      )}
      <p className="mb-4 max-w-prose">{t('missing')}</p>
      <ButtonLink href={signInPath(to ?? null)}>{t('again')}</ButtonLink>
    </Page>
  );
}
