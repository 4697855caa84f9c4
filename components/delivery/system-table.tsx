import Link from 'next/link';
import type { StaffSystem } from '#domain/system/queries.ts';
import type { Reader, Words } from '../reader.ts';
import { Said } from '../said.tsx';
import { type Column, Table } from '../ui/table.tsx';

export function SystemTable(props: {
  brand: string;
  systems: readonly StaffSystem[];
  words: Words;
  reader: Reader;
}) {
  const { brand, words, reader } = props;
  const [t, { number }] = [reader.t('systems'), reader.format];
  const columns: Column<StaffSystem>[] = [
    {
      key: 'name',
      head: t('name'),
      cell: ({ slug, name }) => (
        <Link
          href={`/staff/${brand}/systems/${slug}`}
          className="inline-flex min-h-11 items-center font-semibold text-accent underline underline-offset-4 sm:min-h-6"
        >
          <Said text={name} words={words} />
        </Link>
      ),
    },
    { key: 'status', head: t('status'), cell: (system) => systemStatus(system, reader) },
    {
      key: 'uses',
      head: t('uses'),
      cell: ({ exchanges }) => t('usesCount', { count: exchanges.length }),
    },
    {
      key: 'arrived',
      head: t('arrived'),
      numeric: true,
      cell: ({ traffic: { total, sent, applied } }) =>
        total === 0 ? t('none') : t('ofAll', { arrived: number(sent + applied), total: number(total) }),
    },
    {
      key: 'latency',
      head: t('latency'),
      numeric: true,
      cell: ({ traffic: { toArrival } }) =>
        toArrival === null ? t('none') : t('seconds', { seconds: toArrival }),
    },
    {
      key: 'overdue',
      head: t('overdue'),
      numeric: true,
      cell: ({ traffic: { overdue } }) => (
        <span className={overdue > 0 ? 'font-semibold text-alert' : undefined}>{number(overdue)}</span>
      ),
    },
    {
      key: 'stuck',
      head: t('stuck'),
      numeric: true,
      cell: ({ traffic: { failed, parked } }) => (
        <span className={failed + parked > 0 ? 'font-semibold text-alert' : undefined}>
          {number(failed + parked)}
        </span>
      ),
    },
  ];
  return (
    <Table caption={t('title')} columns={columns} rows={props.systems} rowKey={(system) => system.slug} />
  );
}

/** "In use", or what keeps it from hearing. */
export function systemStatus(system: StaffSystem, { t, format }: Reader, now = new Date()): string {
  const say = t('systems.statuses');
  if (system.retiredAt) return say('retired');
  if (system.parkedAt) return say('gone');
  if (system.pausedUntil && system.pausedUntil > now)
    return say('waits', { time: format.time(system.pausedUntil) });
  return say('running');
}
