import type { ReactNode } from 'react';
import type { Statement } from '#domain/statement/statement.ts';
import type { Received } from '#domain/statement/statement-exchange.ts';
import { isMoney } from '#lib/amount.ts';
import type { Reader, Words } from '../reader.ts';
import { Said } from '../said.tsx';

/** Both sides of the account, set like its two columns. */
export function StatementTotals(props: { statement: Statement; words: Words; reader: Reader }) {
  const { statement, words, reader } = props;
  const [t, capital] = [reader.t('my.totals'), reader.t('terms.capital')];
  const { format, amount } = reader;
  const { held, received, asks, promises } = statement;
  const categories = statement.categories.filter((category) => category.held.count > 0);
  const amountOf = (sum: Received) =>
    sum.unit === 'times'
      ? reader.t('my.received')('benefits', { count: sum.count })
      : amount(sum.amount, sum.unit);
  const due = promises.kept + promises.behind + promises.never;
  return (
    <div className="mb-10 border-ink border-y-2">
      <dl className="grid md:grid-cols-2 print:grid-cols-2">
        <div className="py-4 md:pr-8">
          <dt className="text-quiet text-xs">{t('hold')}</dt>
          <dd>
            <Line amount={format.number(held.count)} of={t('entries', { count: held.count })} first />
            {categories.map((category) => (
              <Line
                key={category.slug}
                amount={format.number(category.held.count)}
                of={<Said text={category.name} words={words} />}
              />
            ))}
            {held.firstAt && (
              <span className="mt-1 block text-sm">{t('since', { date: format.date(held.firstAt) })}</span>
            )}
          </dd>
        </div>
        <div className="border-rule border-t py-4 md:border-t-0 md:border-l md:pl-8 print:border-t-0 print:border-l print:pl-8">
          <dt className="text-quiet text-xs">{t('back')}</dt>
          <dd>
            {received.length === 0 && <span className="font-semibold text-xl">{t('nothingBack')}</span>}
            {moneyFirst(received).map((sum, index) => (
              <Line
                key={`${sum.capital} ${sum.unit}`}
                amount={amountOf(sum)}
                of={capital(sum.capital)}
                first={index === 0}
              />
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

function Line({ amount, of, first = false }: { amount: string; of: ReactNode; first?: boolean }) {
  return (
    <span className="block">
      <span className={first ? 'font-semibold text-xl' : 'font-semibold'}>{amount}</span>{' '}
      <span className={first ? undefined : 'text-quiet text-sm'}>{of}</span>
    </span>
  );
}

const moneyFirst = (received: Statement['received']) =>
  received.toSorted((a, b) => Number(isMoney(b.unit)) - Number(isMoney(a.unit)));
