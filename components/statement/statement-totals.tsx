import { getTranslations } from 'next-intl/server';
import type { Statement } from '#domain/statement/statement.ts';
import { sums } from '../exchange/facts.tsx';
import { reader } from '../reader.ts';

/** Both sides in one line each, set like the two columns of an account. */
export async function StatementTotals({ statement }: { statement: Statement }) {
  const [t, { format }] = await Promise.all([getTranslations('my.totals'), reader()]);
  const { held, received, asks, promises } = statement;
  const value = received.length > 0 ? await sums(byUnit(received)) : t('nothingBack');
  const due = promises.kept + promises.behind + promises.never;
  return (
    <div className="mb-10 border-ink border-y-2">
      <dl className="grid md:grid-cols-2">
        <div className="py-4 md:pr-8">
          <dt className="text-quiet text-xs">{t('hold')}</dt>
          <dd>
            <span className="font-semibold text-xl">{format.number(held.count)}</span>{' '}
            {t('entries', { count: held.count })}
            {held.firstAt && <>, {t('since', { date: format.date(held.firstAt) })}</>}
          </dd>
        </div>
        <div className="border-rule border-t py-4 md:border-t-0 md:border-l md:pl-8">
          <dt className="text-quiet text-xs">{t('back')}</dt>
          <dd>
            <span className="font-semibold text-lg">{value}</span>
            {due > 0 && <span className="block text-sm">{t('promises', { kept: promises.kept, due })}</span>}
          </dd>
        </div>
      </dl>
      {asks > 0 && <p className="border-rule border-t py-3 text-sm">{t('asks', { count: asks })}</p>}
    </div>
  );
}

/** Sums come by capital and unit; the same unit under two capitals is shown once for each. Largest money first. */
function byUnit(received: Statement['received']) {
  return received.toSorted((a, b) => Number(b.unit.length === 3) - Number(a.unit.length === 3));
}
