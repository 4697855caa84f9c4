import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { visitor } from '#auth/visitor.ts';
import { reader, wordsOf } from '#components/reader.ts';
import { Said } from '#components/said.tsx';
import { ButtonLink } from '#components/ui/button.tsx';
import { Empty, Page, Section } from '#components/ui/page.tsx';
import { portal } from '#db/portal.ts';
import { listBrands } from '#domain/brand/queries.ts';

/** What this portal is, the way in, and the brands in it. */
export default async function HomePage() {
  const [t, person, brands, { locale }] = await Promise.all([
    getTranslations('home'),
    visitor(),
    listBrands(portal().db),
    reader(),
  ]);
  return (
    <Page>
      <h1 className="max-w-3xl font-semibold text-xl sm:text-2xl">{t('title')}</h1>
      <p className="mt-4 max-w-prose">{t('lead')}</p>
      <p className="mt-6">
        {person ? (
          <ButtonLink weight="main" href="/my">
            {t('open')}
          </ButtonLink>
        ) : (
          <ButtonLink weight="main" href="/sign-in">
            {t('signIn')}
          </ButtonLink>
        )}
      </p>
      <ol className="mt-14 grid gap-x-10 gap-y-6 border-ink border-t-2 pt-6 sm:grid-cols-3">
        {(['give', 'get', 'switch'] as const).map((part) => (
          <li key={part}>
            <h2 className="font-semibold">{t(`${part}.title`)}</h2>
            <p className="text-quiet text-sm">{t(`${part}.text`)}</p>
          </li>
        ))}
      </ol>
      <Section title={t('brands')} lead={t('brandsLead')}>
        {brands.length === 0 && <Empty>{t('noBrands')}</Empty>}
        <ul>
          {brands.map((brand) => (
            <li
              key={brand.slug}
              className="grid gap-x-10 border-rule border-b py-4 sm:grid-cols-[14rem_minmax(0,1fr)]"
            >
              <Link
                href={`/brands/${brand.slug}`}
                className="font-semibold text-accent underline underline-offset-4"
              >
                {wordsOf(locale, brand)(brand.name)}
              </Link>
              <span className="text-quiet">
                <Said text={brand.summary} words={wordsOf(locale, brand)} />
              </span>
            </li>
          ))}
        </ul>
      </Section>
    </Page>
  );
}
