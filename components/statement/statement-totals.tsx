import { getTranslations } from 'next-intl/server';
import type { Statement } from '#domain/statement/statement.ts';
import { isMoney } from '#lib/amount.ts';
import { reader } from '../reader.ts';

/** Both sides in one line each, set like the two columns of an account. */
export async function StatementTotals({ statement }: { statement: Statement }) {
  const [t, terms, { format, amount }] = await Promise.all([
    getTranslations('my.totals'),
    getTranslations('terms.capital'),
    reader(),
  ]);
  const { held, received, asks, promises } = statement;
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
            {received.length === 0 && <span className="font-semibold text-xl">{t('nothingBack')}</span>}
            {moneyFirst(received).map((sum, index) => (
              <span key={`${sum.capital} ${sum.unit}`} className="block">
                <span className={`font-semibold ${index === 0 ? 'text-xl' : ''}`}>
                  {amount(sum.amount, sum.unit)}
                </span>{' '}
                <span className={index === 0 ? undefined : 'text-quiet text-sm'}>{terms(sum.capital)}</span>
              </span>
            ))}
            {due > 0 && (
              <span className="mt-1 block text-sm">{t('promises', { kept: promises.kept, due })}</span>
            )}
          </dd>
        </div>
      </dl>
      {asks > 0 && <p className="border-rule border-t py-3 text-sm">{t('asks', { count: asks })}</p>}
    </div>
  );
}

const moneyFirst = (received: Statement['received']) =>
  received.toSorted((a, b) => Number(isMoney(b.unit)) - Number(isMoney(a.unit)));
