import { Fragment } from 'react';
import type { Reader } from '../reader.ts';
import type { ExchangeView } from './exchange-view.ts';

/** The small print, said large enough: opened on demand. */
export function ExchangeDetails({ exchange, reader }: { exchange: ExchangeView; reader: Reader }) {
  const t = reader.t('my.row');
  return (
    <details className="mt-4 text-sm">
      <summary className="inline-flex min-h-11 cursor-pointer items-center text-accent underline underline-offset-4 print:hidden">
        {t('details')}
        <span className="sr-only">: {exchange.title}</span>
      </summary>
      <dl className="mt-1 grid gap-x-8 gap-y-1 sm:grid-cols-[10rem_minmax(0,1fr)] sm:gap-y-2">
        {facts(exchange, reader).map(([name, value]) => (
          <Fragment key={name}>
            <dt className="text-quiet">{t(name)}</dt>
            <dd>{value}</dd>
          </Fragment>
        ))}
      </dl>
    </details>
  );
}

function facts(exchange: ExchangeView, { t, format, amount }: Reader): [string, string][] {
  const terms = t('terms');
  const { basis, level, retentionDays, recipients, sources, promise, lapsesAfterDays } = exchange.terms;
  const lapses = basis === 'consent' && lapsesAfterDays !== null;
  return [
    ['ifOff', exchange.off],
    ['promise', `${amount(promise.amount, promise.unit)} ${terms(`per.${promise.per}`)}`],
    ['purpose', exchange.purpose],
    ['from', format.list(sources.map((source) => terms(`source.${source}`)))],
    ['recipients', format.list(recipients)],
    [
      'kept',
      retentionDays === null ? terms('retention.always') : terms('retention.days', { days: retentionDays }),
    ],
    ['level', `${terms(`level.${level}`)}. ${terms(`level.${level}Hint`)}`],
    ['basis', `${terms(`basis.${basis}`)} (${terms(`article.${basis}`)})`],
    ...(lapses ? [['lapse', terms('lapse.days', { days: lapsesAfterDays })] satisfies [string, string]] : []),
    ['version', format.number(exchange.version)],
  ];
}
