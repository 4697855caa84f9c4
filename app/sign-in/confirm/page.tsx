import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { linkHash } from '#auth/next-auth.ts';
import { returnPath } from '#auth/return-path.ts';
import { Page, PageHead } from '#components/ui/page.tsx';
import { portal } from '#db/portal.ts';
import { peekSignInLink } from '#domain/person/sign-in-link.ts';
import { confirmLink } from '../actions.ts';
import { OneButtonForm } from '../one-button-form.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('sign-in.confirm');
  return { title: t('title'), robots: { index: false } };
}

type Props = { searchParams: Promise<{ token?: string | string[]; to?: string | string[] }> };

/** Where a mailed link leads. Looking at it, as mail scanners do, neither signs in nor spends it: the button does. */
export default async function ConfirmPage({ searchParams }: Props) {
  const [{ token, to }, t] = await Promise.all([searchParams, getTranslations('sign-in.confirm')]);
  const email = typeof token === 'string' ? await peekSignInLink(portal().db, linkHash(token)) : null;
  if (!email || typeof token !== 'string') redirect('/sign-in?error=link');
  return (
    <Page>
      <PageHead
        title={t('title')}
        lead={t.rich('as', {
          email,
          b: (inner) => <strong className="font-semibold text-ink">{inner}</strong>,
        })}
      />
      <OneButtonForm action={confirmLink} values={{ token, to: returnPath(to) }}>
        {t('button')}
      </OneButtonForm>
      <p className="mt-8 max-w-prose text-quiet text-sm">{t('notYou')}</p>
    </Page>
  );
}
