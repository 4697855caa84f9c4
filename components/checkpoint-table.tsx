import type { Checkpoint } from '#domain/checkpoint/list-checkpoints.ts';
import type { Reader } from './reader.ts';
import { type Column, Table } from './ui/table.tsx';

/** What a brand signed, newest first; each with the signed text for whoever wants to check it elsewhere. */
export function CheckpointTable({
  checkpoints,
  reader,
}: {
  checkpoints: readonly Checkpoint[];
  reader: Reader;
}) {
  const t = reader.t('verify.checkpoints');
  const { format } = reader;
  const columns: Column<Checkpoint>[] = [
    { key: 'number', head: t('number'), cell: ({ number }) => format.number(number) },
    {
      key: 'at',
      head: t('at'),
      cell: ({ at }) => <time dateTime={at.toISOString()}>{format.dateTime(at)}</time>,
    },
    { key: 'size', head: t('size'), cell: ({ size }) => format.number(size), numeric: true },
    {
      key: 'root',
      head: t('root'),
      cell: ({ number, root, statement }) => (
        <details className="sm:text-left">
          <summary className="cursor-pointer break-all font-mono text-xs">
            {root.slice(0, 16)}…<span className="sr-only"> {t('of', { number })}</span>
          </summary>
          <p className="mt-2 max-w-sm break-all text-left font-mono text-xs">{root}</p>
          <p className="mt-2 text-left text-quiet">{t('signed')}</p>
          <p className="max-w-sm break-all text-left font-mono text-xs">{statement}</p>
        </details>
      ),
    },
  ];
  return (
    <Table caption={t('signed')} columns={columns} rows={checkpoints} rowKey={({ number }) => `${number}`} />
  );
}
