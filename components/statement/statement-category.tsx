import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import type { StatementCategory as Category, StatementExchange } from '#domain/statement/statement.ts';
import type { LocalText } from '#lib/local-text.ts';
import { exchangeView } from '../exchange/exchange-details.tsx';
import { ExchangeRow } from '../exchange/exchange-row.tsx';
import { HeldLine, ReceivedLines } from '../exchange/facts.tsx';
import { reader } from '../reader.ts';
import { CategorySwitch } from '../switch/category-switch.tsx';
import { ExchangeControl } from './exchange-control.tsx';

type Words = (text: LocalText) => string;

/** One kind of data: how much of it is held, and every exchange that uses it. */
export async function StatementCategory(props: { brand: string; category: Category; words: Words }) {
  const [t, terms, { format }] = await Promise.all([
    getTranslations('my.category'),
    getTranslations('terms.keeps'),
    reader(),
  ]);
  const { brand, category, words } = props;
  const name = words(category.name);
  const switchable = category.exchanges.filter((exchange) => exchange.switch !== 'locked');
  return (
    <section aria-labelledby={`category-${category.slug}`} className="mt-14 first-of-type:mt-0">
      <div className="mb-4 flex flex-wrap items-start justify-between gap-x-8 gap-y-2">
        <div className="max-w-prose">
          <h2 id={`category-${category.slug}`} className="font-semibold text-lg">
            {name}
          </h2>
          <p className="text-quiet text-sm">{words(category.summary)}</p>
          <p className="text-sm">
            <Link
              href={`/my/${brand}/${category.slug}`}
              prefetch={false}
              className="inline-flex min-h-11 items-center text-accent underline underline-offset-4"
            >
              {t('see', { count: category.held.count, number: format.number(category.held.count) })}
              <span className="sr-only">: {name}</span>
            </Link>{' '}
            <span className="text-quiet">{terms(`${category.keeps}Hint`)}</span>
          </p>
        </div>
        {switchable.length > 1 && (
          <CategorySwitch
            exchanges={switchable.map(({ slug, version }) => ({ slug, version }))}
            label={t('switch', { category: name })}
            words={{ allOn: t('allOn'), allOff: t('allOff') }}
          />
        )}
      </div>
      {category.exchanges.length === 0 && (
        <p className="border-rule border-t py-6 text-quiet text-sm">{t('unused')}</p>
      )}
      {category.exchanges.map((exchange) => (
        <Row key={exchange.slug} exchange={exchange} category={category} words={words} />
      ))}
    </section>
  );
}

function Row({
  exchange,
  category,
  words,
}: {
  exchange: StatementExchange;
  category: Category;
  words: Words;
}) {
  const view = exchangeView(exchange, words);
  return (
    <ExchangeRow
      exchange={view}
      held={<HeldLine held={category.held} />}
      received={<ReceivedLines exchange={exchange} />}
      control={<ExchangeControl exchange={exchange} title={view.title} />}
    />
  );
}
