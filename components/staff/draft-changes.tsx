import { getTranslations } from 'next-intl/server';
import type { Change } from '#domain/exchange/draft-changes.ts';
import { type Column, Table } from '../ui/table.tsx';
import { type Names, termWords } from './term-words.ts';

/** What is live and what the draft says, field by field, where they differ. */
export async function DraftChanges(props: {
  changes: readonly Change[];
  labels: Readonly<Record<string, string>>;
  names: Names;
  brand: { defaultLocale: string };
}) {
  const [t, words] = await Promise.all([getTranslations('staff.draft'), termWords(props.names, props.brand)]);
  const columns: Column<Change>[] = [
    {
      key: 'field',
      head: t('field'),
      cell: ({ field }) => props.labels[field] ?? t(`label.${field}`),
    },
    {
      key: 'old',
      head: t('live'),
      cell: ({ field, old }) => <del className="text-quiet decoration-edge">{words(field, old)}</del>,
    },
    {
      key: 'next',
      head: t('next'),
      cell: ({ field, next }) => <ins className="bg-wash no-underline">{words(field, next)}</ins>,
    },
  ];
  return (
    <Table caption={t('changes')} columns={columns} rows={props.changes} rowKey={({ field }) => field} />
  );
}
