import { getTranslations } from 'next-intl/server';
import type { Held, Received, StatementExchange } from '#domain/statement/statement.ts';
import { isMoney } from '#lib/amount.ts';
import { reader } from '../reader.ts';

/** "110 entries since 3 Jan 2017. You did it with us." */
export async function HeldLine({ held }: { held: Held }) {
  const [t, terms, { format }] = await Promise.all([
    getTranslations('my.heldLine'),
    getTranslations('terms.source'),
    reader(),
  ]);
  if (held.count === 0) return <>{t('nothing')}</>;
  const since = held.firstAt
    ? t('since', { count: held.count, date: format.date(held.firstAt) })
    : t('count', { count: held.count });
  return <>{[since, ...held.sources.map((source) => terms(source))].join(' · ')}</>;
}

/** What really came back, and whether that is what was promised. */
export async function ReceivedLines({ exchange }: { exchange: StatementExchange }) {
  const [t, { format }] = await Promise.all([getTranslations('my.received'), reader()]);
  const { received } = exchange;
  const last = received.map(({ lastAt }) => lastAt).sort((a, b) => b.getTime() - a.getTime())[0];
  const count = received.reduce((sum, { count }) => sum + count, 0);
  return (
    <>
      {last ? (
        <p>
          <strong className="font-semibold text-ink">{await sums(received)}</strong>{' '}
          {t('times', { count, date: format.date(last) })}
        </p>
      ) : (
        <p>{t('nothing')}</p>
      )}
      <PromiseLine exchange={exchange} />
    </>
  );
}

async function PromiseLine({ exchange }: { exchange: StatementExchange }) {
  const [t, terms, { amount }] = await Promise.all([
    getTranslations('my.promise'),
    getTranslations('terms'),
    reader(),
  ]);
  const { promise } = exchange.terms;
  const said = `${amount(promise.amount, promise.unit)} ${terms(`per.${promise.per}`)}`;
  const missed = exchange.promise === 'behind' || exchange.promise === 'never';
  return <p className={missed ? 'text-alert' : undefined}>{t(exchange.promise, { promise: said })}</p>;
}

/** "€93.54 and 3 times": sums in different units are named side by side, never added up. */
export async function sums(received: readonly Pick<Received, 'amount' | 'unit'>[]): Promise<string> {
  const { amount, format } = await reader();
  return format.list(received.map((sum) => amount(sum.amount, sum.unit)));
}

/** "€101.05 and 41 other benefits": money in full, the rest by how many there were. */
export async function valueInBrief(received: readonly Received[]): Promise<string> {
  const [t, { amount, format }] = await Promise.all([getTranslations('my.received'), reader()]);
  const money = received.filter(({ unit }) => isMoney(unit));
  const others = received.filter(({ unit }) => !isMoney(unit)).reduce((sum, { count }) => sum + count, 0);
  const named = money.map((sum) => amount(sum.amount, sum.unit));
  const rest = money.length > 0 ? t('others', { count: others }) : t('benefits', { count: others });
  return format.list(others > 0 ? [...named, rest] : named);
}
