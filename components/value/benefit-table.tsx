import type { Benefit } from '#domain/benefit/list-benefits.ts';
import type { Reader, Words } from '../reader.ts';
import { Said } from '../said.tsx';
import { Table } from '../ui/table.tsx';

export function BenefitTable(props: { benefits: readonly Benefit[]; words: Words; reader: Reader }) {
  const { format, amount } = props.reader;
  const [t, terms] = [props.reader.t('my.value'), props.reader.t('terms.capital')];
  return (
    <Table
      caption={t('listTitle')}
      rows={props.benefits}
      rowKey={(row) => `${row.exchange}/${row.key}`}
      columns={[
        { key: 'what', head: t('what'), cell: (row) => <span dir="auto">{row.label}</span> },
        {
          key: 'exchange',
          head: t('exchange'),
          cell: (row) => <Said text={row.title} words={props.words} />,
        },
        { key: 'capital', head: t('capital'), cell: (row) => terms(row.capital) },
        { key: 'when', head: t('when'), numeric: true, cell: (row) => format.date(row.receivedAt) },
        { key: 'amount', head: t('amount'), numeric: true, cell: (row) => amount(row.amount, row.unit) },
      ]}
    />
  );
}
