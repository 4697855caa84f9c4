import { getTranslations } from 'next-intl/server';
import type { LocalText } from '#lib/local-text.ts';
import type { Terms } from '#lib/terms.ts';
import { reader } from '../reader.ts';

/** An exchange in one reader's words. */
export type ExchangeView = {
  slug: string;
  version: number;
  title: string;
  give: string;
  get: string;
  off: string;
  purpose: string;
  terms: Terms;
};

export function exchangeView(
  exchange: { slug: string; version: number; terms: Terms; purpose: LocalText },
  words: (text: LocalText) => string,
): ExchangeView {
  const { slug, version, terms } = exchange;
  const { title, give, get, off } = terms;
  return {
    slug,
    version,
    terms,
    title: words(title),
    give: words(give),
    get: words(get),
    off: words(off),
    purpose: words(exchange.purpose),
  };
}

/** The small print, said large enough: opened on demand, always there in print. */
export async function ExchangeDetails({ exchange }: { exchange: ExchangeView }) {
  const [t, terms, { format, amount }] = await Promise.all([
    getTranslations('my.row'),
    getTranslations('terms'),
    reader(),
  ]);
  const { basis, level, retentionDays, recipients, sources, promise, lapsesAfterDays } = exchange.terms;
  const rows: [string, string][] = [
    [t('ifOff'), exchange.off],
    [t('promise'), `${amount(promise.amount, promise.unit)} ${terms(`per.${promise.per}`)}`],
    [t('purpose'), exchange.purpose],
    [t('from'), format.list(sources.map((source) => terms(`source.${source}`)))],
    [t('recipients'), format.list(recipients)],
    [
      t('kept'),
      retentionDays === null ? terms('retention.always') : terms('retention.days', { days: retentionDays }),
    ],
    [t('level'), `${terms(`level.${level}`)}. ${terms(`level.${level}Hint`)}`],
    [t('basis'), `${terms(`basis.${basis}`)} (${terms(`article.${basis}`)})`],
    ...(basis === 'consent' && lapsesAfterDays !== null
      ? [[t('lapse'), terms('lapse.days', { days: lapsesAfterDays })] satisfies [string, string]]
      : []),
    [t('version'), format.number(exchange.version)],
  ];
  return (
    <details className="group mt-4 text-sm">
      <summary className="inline-flex min-h-11 cursor-pointer items-center text-accent underline underline-offset-4 print:hidden">
        {t('details')}
        <span className="sr-only">: {exchange.title}</span>
      </summary>
      <dl className="mt-1 grid gap-x-8 gap-y-2 sm:grid-cols-[10rem_minmax(0,1fr)]">
        {rows.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-quiet">{name}</dt>
            <dd className="mb-1 max-w-prose sm:mb-0">{value}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
