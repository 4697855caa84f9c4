import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { ButtonLink } from './ui/button.tsx';
import { Page, PageHead } from './ui/page.tsx';

/** For someone signed in whom no brand knows yet: why that may be, and what to do. `email` as they are known here. */
export async function NoRelations({ email, children }: { email: string | null; children?: ReactNode }) {
  const t = await getTranslations('sign-in.none');
  return (
    <Page>
      <PageHead title={t('title')} lead={email ? t('known', { email }) : t('unknown')} />
      {children}
      <ul className="mb-8 grid max-w-prose list-disc gap-2 pl-5">
        <li>{t('otherAddress')}</li>
        <li>{t('ask')}</li>
        <li>{t('fresh')}</li>
      </ul>
      <ButtonLink href="/">{t('brands')}</ButtonLink>
    </Page>
  );
}
