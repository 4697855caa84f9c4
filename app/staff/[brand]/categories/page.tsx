import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { staffTitle } from '#app/staff/staff-title.ts';
import { staffPage } from '#auth/entry.ts';
import { reader, wordsOf } from '#components/reader.ts';
import { Said } from '#components/said.tsx';
import { StaffPage } from '#components/staff/staff-page.tsx';
import { ButtonLink } from '#components/ui/button.tsx';
import { Empty } from '#components/ui/page.tsx';
import { type Column, Table } from '#components/ui/table.tsx';
import { listStaffCategories, type StaffCategory } from '#domain/category/queries.ts';

type Props = { params: Promise<{ brand: string }> };

export const generateMetadata = ({ params }: Props) => staffTitle(params, 'categories.title');

/** The kinds of data that the brand holds, and how much of each. */
export default async function CategoriesPage({ params }: Props) {
  const entry = await staffPage((await params).brand, 'owner', 'editor');
  const { brand, ctx } = entry;
  const [categories, t, terms, { locale, format }] = await Promise.all([
    listStaffCategories(ctx),
    getTranslations('staff.categories'),
    getTranslations('terms.keeps'),
    reader(),
  ]);
  const words = wordsOf(locale, brand);
  const columns: Column<StaffCategory>[] = [
    {
      key: 'name',
      head: t('name'),
      cell: ({ slug, name }) => (
        <Link
          href={`/staff/${brand.slug}/categories/${slug}`}
          className="inline-flex min-h-11 items-center font-semibold text-accent underline underline-offset-4 sm:min-h-6"
        >
          <Said text={name} words={words} />
        </Link>
      ),
    },
    { key: 'key', head: t('key'), cell: ({ standardKey }) => <code className="text-xs">{standardKey}</code> },
    { key: 'keeps', head: t('keeps'), cell: ({ keeps }) => terms(keeps) },
    { key: 'held', head: t('held'), numeric: true, cell: ({ held }) => t('entries', { count: held }) },
    {
      key: 'exchanges',
      head: t('exchanges'),
      numeric: true,
      cell: ({ exchanges }) => format.number(exchanges),
    },
  ];
  const add = (
    <ButtonLink weight="main" href={`/staff/${brand.slug}/categories/new`}>
      {t('new')}
    </ButtonLink>
  );
  return (
    <StaffPage entry={entry} place="categories" title={t('title')} lead={t('lead')} actions={add}>
      {categories.length === 0 ? (
        <Empty>{t('empty')}</Empty>
      ) : (
        <Table caption={t('title')} columns={columns} rows={categories} rowKey={({ slug }) => slug} />
      )}
    </StaffPage>
  );
}
