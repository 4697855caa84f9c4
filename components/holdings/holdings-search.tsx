import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import type { Held } from '#domain/statement/statement.ts';
import { reader } from '../reader.ts';
import { Button } from '../ui/button.tsx';

export async function HoldingsSearch({
  action,
  search,
  count,
}: {
  action: string;
  search: string;
  count: number;
}) {
  const t = await getTranslations('my.holdings');
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
export async function CountOnly({ held }: { held: Held }) {
  const [t, { format }] = await Promise.all([getTranslations('my.holdings'), reader()]);
  const { count, firstAt, lastAt } = held;
  return (
    <p className="border-rule border-y py-6">
      {firstAt && lastAt
        ? t('countedBetween', { count, first: format.date(firstAt), last: format.date(lastAt) })
        : t('counted', { count })}
    </p>
  );
}
