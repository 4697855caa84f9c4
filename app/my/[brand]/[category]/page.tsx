import { notFound } from 'next/navigation';
import { cache } from 'react';
import { CountOnly, HoldingsSearch } from '#components/holdings/holdings-search.tsx';
import { HoldingsTable } from '#components/holdings/holdings-table.tsx';
import { NotKept } from '#components/holdings/not-kept.tsx';
import { UsedBy } from '#components/holdings/used-by.tsx';
import { reader, wordsOf } from '#components/reader.ts';
import { Said } from '#components/said.tsx';
import { Empty, Page, PageHead, Section } from '#components/ui/page.tsx';
import { Pager } from '#components/ui/pager.tsx';
import { findNotCollected } from '#domain/holding/find-not-collected.ts';
import { listHoldings } from '#domain/holding/list-holdings.ts';
import { findStatement } from '#domain/statement/queries.ts';
import { firstOf } from '#lib/first-of.ts';
import { customerVisit } from '../customer-visit.ts';
import { RecordNav } from '../record-nav.tsx';

type Props = {
  params: Promise<{ brand: string; category: string }>;
  searchParams: Promise<{ search?: string | string[]; after?: string | string[] }>;
};

const find = async ({ params }: Props) => {
  const { brand, category } = await params;
  return read(brand, category);
};

/** Once a request: the page's title asks for it as well. */
const read = cache(async (address: string, categorySlug: string) => {
  const entry = await customerVisit(address);
  const { ctx, brand } = entry;
  const [statement, its] = await Promise.all([findStatement(ctx), reader()]);
  const category = statement.categories.find((each) => each.slug === categorySlug) ?? notFound();
  return { ctx, entry, address, category, words: wordsOf(its.locale, brand), brand, its };
});

export async function generateMetadata(props: Props) {
  const { category, words, brand } = await find(props);
  return { title: `${words(category.name)} · ${words(brand.name)}` };
}

/** What is held in one category, entry by entry, and what it is used for. */
export default async function CategoryPage(props: Props) {
  const [{ ctx, entry, address, category, words, its }, query] = await Promise.all([
    find(props),
    props.searchParams,
  ]);
  const t = its.t('my.holdings');
  const search = firstOf(query.search)?.trim() ?? '';
  const here = `/my/${address}/${category.slug}`;
  const [shown, notKept] = await Promise.all([
    category.keeps === 'count'
      ? null
      : listHoldings(ctx, category.slug, { search, after: firstOf(query.after) }),
    findNotCollected(ctx, category.slug),
  ]);
  const older =
    shown?.older && `${here}?${new URLSearchParams({ ...(search && { search }), after: shown.older })}`;
  return (
    <Page>
      <RecordNav address={address} entry={entry} reader={its} />
      <PageHead
        title={<Said text={category.name} words={words} />}
        lead={<Said text={category.summary} words={words} />}
      />
      <NotKept held={notKept} reader={its} />
      {shown === null ? (
        <CountOnly held={category.held} reader={its} />
      ) : (
        <>
          {category.held.count > 0 && (
            <HoldingsSearch action={here} search={search} count={category.held.count} reader={its} />
          )}
          {shown.holdings.length === 0 ? (
            <Empty>{search ? t('noMatch', { search }) : t('none')}</Empty>
          ) : (
            <HoldingsTable holdings={shown.holdings} caption={words(category.name)} reader={its} />
          )}
          <Pager
            label={t('pages')}
            newer={query.after ? { href: here, text: t('newest') } : undefined}
            older={older ? { href: older, text: t('older') } : undefined}
          />
        </>
      )}
      <Section title={t('uses')}>
        <UsedBy address={address} exchanges={category.exchanges} words={words} reader={its} />
      </Section>
    </Page>
  );
}
