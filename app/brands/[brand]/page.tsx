import Link from 'next/link';
import { ExchangeRow } from '#components/exchange/exchange-row.tsx';
import { exchangeView } from '#components/exchange/exchange-view.ts';
import { rowWords } from '#components/exchange/row-words.ts';
import { Said } from '#components/said.tsx';
import { ButtonLink } from '#components/ui/button.tsx';
import { Empty, Page, PageHead } from '#components/ui/page.tsx';
import { portal } from '#db/portal.ts';
import { listLiveExchanges } from '#domain/exchange/list-live.ts';
import { firstSwitch } from '#domain/exchange/standing.ts';
import { signalLevel } from '#lib/terms.ts';
import { publicBrand } from './public-brand.ts';

type Props = { params: Promise<{ brand: string }> };

export async function generateMetadata({ params }: Props) {
  const { brand, words } = await publicBrand((await params).brand);
  return { title: words(brand.name), description: words(brand.summary) };
}

/** A brand's exchanges as published, for anyone to read before they sign in. */
export default async function BrandPage({ params }: Props) {
  const { brand, words, its } = await publicBrand((await params).brand);
  const [t, row] = [its.t('brands'), rowWords(its)];
  const categories = await listLiveExchanges(portal().db, brand.id);
  const passesOn = categories.some(({ exchanges }) =>
    exchanges.some(({ terms }) => terms.level === signalLevel),
  );
  return (
    <Page>
      <PageHead
        title={words(brand.name)}
        lead={<Said text={brand.summary} words={words} />}
        actions={<ButtonLink href={`/my/${brand.slug}`}>{t('mine')}</ButtonLink>}
      />
      {categories.length === 0 && <Empty>{t('none')}</Empty>}
      {categories.map((category) => (
        <section key={category.slug} aria-labelledby={category.slug} className="mt-12 first-of-type:mt-0">
          <h2 id={category.slug} className="font-semibold text-lg">
            <Said text={category.name} words={words} />
          </h2>
          <p className="mb-4 max-w-prose text-quiet text-sm">
            <Said text={category.summary} words={words} />
          </p>
          {category.exchanges.length === 0 && (
            <p className="border-rule border-t py-6 text-quiet">{t('unused')}</p>
          )}
          {category.exchanges.map((exchange) => (
            <ExchangeRow
              key={exchange.slug}
              exchange={exchangeView(exchange, words)}
              words={row}
              locked={firstSwitch(exchange.terms.basis) === 'locked'}
              control={
                <p className="text-quiet text-sm">{t(`start.${firstSwitch(exchange.terms.basis)}`)}</p>
              }
            />
          ))}
        </section>
      ))}
      {passesOn && <p className="mt-16 max-w-prose text-quiet text-sm">{t('signal')}</p>}
      <p className="mt-16 text-sm print:hidden">
        <Link
          href={`/brands/${brand.slug}/checkpoints`}
          prefetch={false}
          className="inline-flex min-h-11 items-center text-accent underline underline-offset-4"
        >
          {its.t('verify.history')('checkpoints')}
        </Link>
      </p>
    </Page>
  );
}
