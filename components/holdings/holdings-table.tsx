import type { Holding } from '#domain/holding/list-holdings.ts';
import type { Reader } from '../reader.ts';
import { Table } from '../ui/table.tsx';

export function HoldingsTable(props: { holdings: readonly Holding[]; caption: string; reader: Reader }) {
  const { holdings, caption, reader } = props;
  const [t, terms] = [reader.t('my.holdings'), reader.t('terms')];
  const { format } = reader;
  const from = ({ source, place }: Holding) =>
    place && place !== 'on_site'
      ? `${terms(`source.${source}`)} · ${terms(`place.${place}`)}`
      : terms(`source.${source}`);
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
