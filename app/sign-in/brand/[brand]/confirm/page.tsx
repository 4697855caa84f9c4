import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { readOffer } from '#auth/brand-login.ts';
import { visitor } from '#auth/visitor.ts';
import { reader, wordsOf } from '#components/reader.ts';
import { ButtonLink } from '#components/ui/button.tsx';
import { Page, PageHead } from '#components/ui/page.tsx';
import { portal } from '#db/portal.ts';
import { findBrand } from '#domain/brand/queries.ts';
import { firstOf } from '#lib/first-of.ts';
import { OneButtonForm } from '../../../one-button-form.tsx';
import { confirmLogin } from './actions.ts';
import { Refused, refused } from './refused.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = (await reader()).t('sign-in.brand');
  return { title: t('title'), robots: { index: false } };
}

type Props = {
  params: Promise<{ brand: string }>;
  searchParams: Promise<{ error?: string | string[] }>;
};

/** Where a brand's own page leads its customer. Looking at it neither signs in nor spends the token: the button does. */
export default async function ConfirmLoginPage({ params, searchParams }: Props) {
  const brand = (await findBrand(portal().db, (await params).brand)) ?? notFound();
  const [{ error }, who, its] = await Promise.all([searchParams, visitor(), reader()]);
  const t = its.t('sign-in.brand');
  const name = wordsOf(its.locale, brand)(brand.name);
  const offer = await (error ? refused(firstOf(error)) : readOffer(brand));
  if (offer === null || 'why' in offer) return <Refused brand={name} why={offer?.why} />;
  const { weighed, token, number } = offer;
  const says = <span className="wrap-anywhere">{t('says', { brand: name, number })}</span>;
  const words = { brand: name, name: who?.name ?? who?.email ?? '' };
  if (!('customerId' in weighed))
    return (
      <Page>
        <PageHead title={t('title')} lead={says} />
        <p className="mb-6 max-w-prose">{t(weighed.does, words)}</p>
        {weighed.does === 'held' && <ButtonLink href="/sign-in">{t('otherWay')}</ButtonLink>}
      </Page>
    );
  const { does } = weighed;
  const own = does === 'enter' ? '' : weighed.as;
  return (
    <Page>
      <PageHead title={t('title')} lead={says} />
      <p className="mb-6 max-w-prose">{t(`${does}.text`, words)}</p>
      <OneButtonForm action={confirmLogin.bind(null, brand.slug)} values={{ token, does, drawnFor: own }}>
        {t(`${does}.button`)}
      </OneButtonForm>
      <p className="mt-8 max-w-prose text-quiet text-sm">{t('notYou')}</p>
    </Page>
  );
}
