import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { returnPath } from '#auth/return-path.ts';
import { visitor } from '#auth/visitor.ts';
import { ButtonLink } from '#components/ui/button.tsx';
import { Notice, Page, PageHead, Section } from '#components/ui/page.tsx';
import { canMail } from '#domain/person/post-mail.ts';
import { env } from '#lib/env.ts';
import { requestLink } from './actions.ts';
import { DemoPeople } from './demo-people.tsx';
import { EmailForm } from './email-form.tsx';
import { IssuerList } from './issuer-list.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('sign-in');
  return { title: t('title'), robots: { index: false } };
}

type Props = { searchParams: Promise<{ to?: string | string[]; error?: string | string[] }> };

export default async function SignInPage({ searchParams }: Props) {
  const [{ to: wanted, error }, t, who] = await Promise.all([
    searchParams,
    getTranslations('sign-in'),
    visitor(),
  ]);
  const to = returnPath(wanted);
  const failure = (['link', 'issuer', 'limited'] as const).find((code) => code === error);
  return (
    <Page>
      <PageHead title={t('title')} lead={t('lead')} />
      {failure && <Notice alert>{t(`error.${failure}`)}</Notice>}
      {who && !failure && (
        <Notice>
          <p>{t('already', { name: who.name ?? who.email ?? '' })}</p>
          <ButtonLink href={to} weight="quiet" className="-ml-2">
            {t('goOn')}
          </ButtonLink>
        </Notice>
      )}
      {!canMail() && env.OIDC.length === 0 && <Notice alert>{t('noWay')}</Notice>}
      {canMail() && (
        <EmailForm
          action={requestLink}
          to={to}
          text={{ email: t('email'), hint: t('emailHint'), send: t('send'), sending: t('sending') }}
        />
      )}
      {env.OIDC.length > 0 && <IssuerList to={to} orElse={canMail()} />}
      {env.MUTUAL_DEMO && (
        <Section title={t('demo.title')} lead={t('demo.lead')}>
          <DemoPeople to={to} />
        </Section>
      )}
    </Page>
  );
}
