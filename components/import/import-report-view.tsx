import { getTranslations } from 'next-intl/server';
import type { FeedReport, ImportReport } from '#domain/import/report.ts';
import { reader } from '../reader.ts';
import { Notice } from '../ui/page.tsx';
import { type Column, Table } from '../ui/table.tsx';
import { BadRows } from './bad-rows.tsx';

/** What came of an import, by file, and what was wrong. */
export async function ImportReportView({ report }: { report: ImportReport }) {
  const [t, { format }] = await Promise.all([getTranslations('import'), reader()]);
  const { status, feeds, customers, waiting, bad, seconds } = report;
  const refused = status === 'refused';
  const rows = feeds.reduce((sum, feed) => sum + feed.rows, 0);
  const counts = (of: ImportReport['customers']) =>
    refused
      ? '–'
      : t('counts', {
          inserted: format.number(of.inserted),
          updated: format.number(of.updated),
          unchanged: format.number(of.unchanged),
        });
  const columns: Column<FeedReport>[] = [
    { key: 'file', head: t('file'), cell: ({ file }) => <bdi>{file}</bdi> },
    { key: 'rows', head: t('rows'), cell: ({ rows }) => format.number(rows), numeric: true },
    { key: 'skipped', head: t('skipped'), cell: ({ skipped }) => format.number(skipped), numeric: true },
    { key: 'bad', head: t('bad'), cell: ({ bad }) => format.number(bad), numeric: true },
    { key: 'holdings', head: t('holdings'), cell: ({ holdings }) => counts(holdings) },
    { key: 'benefits', head: t('benefits'), cell: ({ benefits }) => counts(benefits) },
  ];
  return (
    <>
      <Notice alert={refused}>
        <p className="font-semibold">{t(`status.${status}`)}</p>
        <p>{t('took', { rows, seconds })}</p>
        {!refused && (
          <p>
            {t('customers')}: {counts(customers)}
          </p>
        )}
        {!refused && waiting > 0 && <p>{t('waiting', { count: waiting })}</p>}
      </Notice>
      <Table caption={t('reportCaption')} columns={columns} rows={feeds} rowKey={({ file }) => file} />
      <BadRows bad={bad} />
    </>
  );
}
