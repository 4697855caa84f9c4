import type { Statement } from '#domain/statement/statement.ts';
import { isMoney } from '#lib/amount.ts';
import type { Reader } from '../reader.ts';

/** Both sides of the account, set like its two columns. */
export function StatementTotals({ statement, reader }: { statement: Statement; reader: Reader }) {
  const [t, capital] = [reader.t('my.totals'), reader.t('terms.capital')];
  const { format, amount } = reader;
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
            {held.firstAt && `, ${t('since', { date: format.date(held.firstAt) })}`}
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
                <span className={index === 0 ? undefined : 'text-quiet text-sm'}>{capital(sum.capital)}</span>
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
