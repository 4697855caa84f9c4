import Link from 'next/link';
import type { Held } from '#domain/statement/statement.ts';
import type { Reader } from '../reader.ts';
import { Button } from '../ui/button.tsx';

export function HoldingsSearch(props: { action: string; search: string; count: number; reader: Reader }) {
  const { action, search, count } = props;
  const t = props.reader.t('my.holdings');
  return (
    <form action={action} className="mb-6 flex flex-wrap items-center gap-3 print:hidden">
      <input
        type="search"
        name="search"
        defaultValue={search}
        aria-label={t('searchLabel')}
        placeholder={t('search')}
        maxLength={200}
        className="min-h-11 min-w-0 flex-1 rounded-sm border border-edge bg-sheet px-3"
      />
      <Button weight="plain">{t('find')}</Button>
      {search && (
        <Link
          href={action}
          className="inline-flex min-h-11 items-center text-accent underline underline-offset-4"
        >
          {t('clear')}
        </Link>
      )}
      <p className="w-full text-quiet text-sm">{t('of', { count })}</p>
    </form>
  );
}

/** For a category of which the portal keeps no entries, only how many there are. */
export function CountOnly({ held, reader }: { held: Held; reader: Reader }) {
  const t = reader.t('my.holdings');
  const { format } = reader;
  const { count, firstAt, lastAt } = held;
  return (
    <p className="border-rule border-y py-6">
      {firstAt && lastAt
        ? t('countedBetween', { count, first: format.date(firstAt), last: format.date(lastAt) })
        : t('counted', { count })}
    </p>
  );
}
