import { getTranslations } from 'next-intl/server';
import type { Holding } from '#domain/holding/list-holdings.ts';
import { reader } from '../reader.ts';
import { Table } from '../ui/table.tsx';

export async function HoldingsTable({
  holdings,
  caption,
}: {
  holdings: readonly Holding[];
  caption: string;
}) {
  const [t, terms, { format }] = await Promise.all([
    getTranslations('my.holdings'),
    getTranslations('terms'),
    reader(),
  ]);
  const from = ({ source, place }: Holding) =>
    place ? `${terms(`source.${source}`)} · ${terms(`place.${place}`)}` : terms(`source.${source}`);
  return (
    <Table
      caption={caption}
      rows={holdings}
      rowKey={(row) => row.key}
      columns={[
        { key: 'what', head: t('what'), cell: (row) => <span dir="auto">{row.label}</span> },
        {
          key: 'value',
          head: t('value'),
          cell: (row) =>
            row.value === null ? (
              <i className="text-quiet">{t('empty')}</i>
            ) : (
              <span dir="auto">{row.value}</span>
            ),
        },
        { key: 'source', head: t('source'), cell: from },
        {
          key: 'when',
          head: t('when'),
          numeric: true,
          cell: (row) => (row.collectedAt ? format.date(row.collectedAt) : t('undated')),
        },
        {
          key: 'until',
          head: t('until'),
          numeric: true,
          cell: (row) => (row.keepUntil ? format.date(row.keepUntil) : t('asAgreed')),
        },
      ]}
    />
  );
}
