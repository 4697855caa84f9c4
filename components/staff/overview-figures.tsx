import { getTranslations } from 'next-intl/server';
import type { Overview } from '#domain/brand/overview.ts';
import { reader } from '../reader.ts';
import { crowdWords } from './crowd-words.ts';

/** Three numbers, each next to what it counts. */
export async function OverviewFigures({ overview }: { overview: Overview }) {
  const [t, crowd, { format }] = await Promise.all([
    getTranslations('staff.overview'),
    crowdWords(),
    reader(),
  ]);
  const { customers, exchanges, value } = overview;
  const benefits = value.reduce((sum, { total }) => sum + (total.count ?? 0), 0);
  const figures = [
    [crowd(customers), t('customers', { count: customers === 'few' ? 4 : customers })],
    [format.number(exchanges.length), t('exchanges', { count: exchanges.length })],
    [format.number(benefits), t('benefits', { count: benefits })],
  ];
  return (
    <dl className="grid grid-cols-1 gap-y-4 border-ink border-y py-5 sm:grid-cols-3 sm:divide-x sm:divide-rule">
      {figures.map(([figure, what]) => (
        <div key={what} className="flex flex-col-reverse sm:px-6 sm:first:pl-0">
          <dt className="text-quiet text-sm">{what}</dt>
          <dd className="font-semibold text-xl tabular-nums sm:text-2xl">{figure}</dd>
        </div>
      ))}
    </dl>
  );
}
