import { getTranslations } from 'next-intl/server';
import type { Widening } from '#domain/exchange/widening.ts';
import { reader } from '../reader.ts';
import { type Column, Table } from '../ui/table.tsx';

export type VersionRow = {
  version: number;
  publishedAt: Date;
  by: string | null;
  /** Against the version before; null for the first. */
  widened: readonly Widening[] | null;
};

/** Every version ever published, newest first. */
export async function VersionTable({ versions }: { versions: readonly VersionRow[] }) {
  const [t, terms, { format }] = await Promise.all([
    getTranslations('staff.draft'),
    getTranslations('terms.widening'),
    reader(),
  ]);
  const took = ({ widened }: VersionRow) => {
    if (widened === null) return t('tookFirst');
    return widened.length === 0 ? t('tookNone') : format.list(widened.map((widening) => terms(widening)));
  };
  const columns: Column<VersionRow>[] = [
    { key: 'version', head: t('version'), cell: ({ version }) => format.number(version) },
    { key: 'at', head: t('publishedAt'), cell: ({ publishedAt }) => format.dateTime(publishedAt) },
    { key: 'by', head: t('by'), cell: ({ by }) => by ?? t('system') },
    { key: 'took', head: t('took'), cell: took },
  ];
  return (
    <Table
      caption={t('versions')}
      columns={columns}
      rows={versions}
      rowKey={({ version }) => String(version)}
    />
  );
}
