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
import { listStaffPurposes, type StaffPurpose } from '#domain/purpose/queries.ts';

type Props = { params: Promise<{ brand: string }> };

export const generateMetadata = ({ params }: Props) => staffTitle(params, 'purposes.title');

/** What the brand uses data for. */
export default async function PurposesPage({ params }: Props) {
  const entry = await staffPage((await params).brand, 'owner', 'editor');
  const { brand, ctx } = entry;
  const [purposes, t, { locale, format }] = await Promise.all([
    listStaffPurposes(ctx),
    getTranslations('staff.purposes'),
    reader(),
  ]);
  const words = wordsOf(locale, brand);
  const columns: Column<StaffPurpose>[] = [
    {
      key: 'name',
      head: t('name'),
      cell: ({ slug, name }) => (
        <Link
          href={`/staff/${brand.slug}/purposes/${slug}`}
          className="inline-flex min-h-11 items-center font-semibold text-accent underline underline-offset-4 sm:min-h-6"
        >
          <Said text={name} words={words} />
        </Link>
      ),
    },
    { key: 'key', head: t('key'), cell: ({ standardKey }) => <code className="text-xs">{standardKey}</code> },
    {
      key: 'exchanges',
      head: t('exchanges'),
      numeric: true,
      cell: ({ exchanges }) => format.number(exchanges),
    },
  ];
  const add = (
    <ButtonLink weight="main" href={`/staff/${brand.slug}/purposes/new`}>
      {t('new')}
    </ButtonLink>
  );
  return (
    <StaffPage entry={entry} place="purposes" title={t('title')} lead={t('lead')} actions={add}>
      {purposes.length === 0 ? (
        <Empty>{t('empty')}</Empty>
      ) : (
        <Table caption={t('title')} columns={columns} rows={purposes} rowKey={({ slug }) => slug} />
      )}
    </StaffPage>
  );
}
