import { Fragment } from 'react';
import type { Reader } from '../reader.ts';
import type { ExchangeView } from './exchange-view.ts';

/** Everything else an exchange says: the small print, large enough to read. */
export function ExchangeDetails({ exchange, reader }: { exchange: ExchangeView; reader: Reader }) {
  const t = reader.t('my.row');
  return (
    <dl className="grid border-rule border-t sm:grid-cols-[12rem_minmax(0,1fr)]">
      {facts(exchange, reader).map(([name, value]) => (
        <Fragment key={name}>
          <dt className="border-rule pt-3 text-quiet text-sm sm:border-b sm:py-3">{t(name)}</dt>
          <dd
            lang={name === 'purpose' ? exchange.purposeLang : undefined}
            className="border-rule border-b pb-3 sm:pt-3"
          >
            {value}
          </dd>
        </Fragment>
      ))}
    </dl>
  );
}

function facts(exchange: ExchangeView, { t, format, amount }: Reader): [string, string][] {
  const terms = t('terms');
  const { basis, level, retentionDays, recipients, sources, promise, lapsesAfterDays } = exchange.terms;
  const lapses = basis === 'consent' && lapsesAfterDays !== null;
  return [
    ['promise', `${amount(promise.amount, promise.unit)} ${terms(`per.${promise.per}`)}`],
    ['kind', terms(`capital.${promise.capital}`)],
    ['purpose', exchange.purpose],
    ['from', sources.map((source) => terms(`source.${source}`)).join(' · ')],
    ['recipients', format.list(recipients)],
    [
      'kept',
      retentionDays === null
        ? terms('retention.always')
        : terms('retention.days', { duration: format.duration(retentionDays) }),
    ],
    ['level', `${terms(`level.${level}`)}. ${terms(`level.${level}Hint`)}`],
    ['basis', `${terms(`basis.${basis}`)} (${terms(`article.${basis}`)})`],
    ...(lapses
      ? [
          ['lapse', terms('lapse.days', { duration: format.duration(lapsesAfterDays) })] satisfies [
            string,
            string,
          ],
        ]
      : []),
    ['version', format.number(exchange.version)],
  ];
}
