import { getTranslations } from 'next-intl/server';
import type { BadRow } from '#domain/import/fault.ts';
import { reader } from '../reader.ts';
import { Section } from '../ui/page.tsx';
import { type Column, Table } from '../ui/table.tsx';

/** How many are shown: who mends these sends the files again. */
const shown = 100;

/** What is wrong in the files: file, line, column, value and reason. Nothing when all is well. */
export async function BadRows({ bad }: { bad: { total: number; kept: readonly BadRow[] } }) {
  const [t, { format }] = await Promise.all([getTranslations('import'), reader()]);
  if (bad.total === 0) return null;
  const rows = bad.kept.slice(0, shown).map((row, index) => ({ ...row, id: String(index) }));
  const columns: Column<(typeof rows)[number]>[] = [
    { key: 'file', head: t('file'), cell: ({ file }) => <bdi>{file}</bdi> },
    {
      key: 'line',
      head: <span className="whitespace-nowrap">{t('line')}</span>,
      cell: ({ line }) => (line === null ? t('wholeFile') : format.number(line)),
      numeric: true,
    },
    { key: 'column', head: t('column'), cell: ({ column }) => <bdi>{column ?? '–'}</bdi> },
    {
      key: 'value',
      head: t('value'),
      cell: ({ value }) => <bdi className="break-all">{value ?? '–'}</bdi>,
    },
    {
      key: 'reason',
      head: t('reason'),
      cell: ({ code, wanted, found }) => t(`fault.${code}`, { wanted: wanted ?? '', found: found ?? '' }),
    },
  ];
  const title = t('wrong', { count: bad.total });
  const more = bad.total > rows.length ? ` ${t('wrongFirst', { count: rows.length })}` : '';
  return (
    <Section title={title} lead={t('wrongLead') + more}>
      <Table caption={title} columns={columns} rows={rows} rowKey={({ id }) => id} />
    </Section>
  );
}
