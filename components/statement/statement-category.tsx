import type { StatementCategory as Category } from '#domain/statement/statement.ts';
import type { LocalText } from '#lib/local-text.ts';
import { ExchangeRow } from '../exchange/exchange-row.tsx';
import { exchangeView } from '../exchange/exchange-view.ts';
import { heldLine, ReceivedLines } from '../exchange/facts.tsx';
import type { Reader } from '../reader.ts';
import { CategorySwitch } from '../switch/category-switch.tsx';
import { PageLink } from '../ui/page-link.tsx';
import { ExchangeControl } from './exchange-control.tsx';

type Props = { brand: string; category: Category; words: (text: LocalText) => string; reader: Reader };

/** One kind of data: how much of it is held, and every exchange that uses it. */
export function StatementCategory({ brand, category, words, reader }: Props) {
  const t = reader.t('my.category');
  const { slug, exchanges } = category;
  const held = <p>{heldLine(category.held, reader)}</p>;
  return (
    <section aria-labelledby={`category-${slug}`} className="mt-14 first-of-type:mt-0">
      <CategoryHead brand={brand} category={category} words={words} reader={reader} />
      {exchanges.length === 0 && (
        <p className="border-rule border-t py-6 text-quiet text-sm">{t('unused')}</p>
      )}
      {exchanges.map((exchange) => {
        const view = exchangeView(exchange, words);
        return (
          <ExchangeRow
            key={exchange.slug}
            exchange={view}
            reader={reader}
            href={`/my/${brand}/exchanges/${exchange.slug}`}
            locked={exchange.switch === 'locked'}
            held={held}
            received={<ReceivedLines exchange={exchange} reader={reader} />}
            control={<ExchangeControl exchange={exchange} title={view.title} reader={reader} />}
          />
        );
      })}
    </section>
  );
}

function CategoryHead({ brand, category, words, reader }: Props) {
  const t = reader.t('my.category');
  const { slug, held, keeps } = category;
  const name = words(category.name);
  const switchable = category.exchanges.filter((exchange) => exchange.switch !== 'locked');
  return (
    <div className="mb-4 grid items-start gap-x-8 gap-y-2 md:grid-cols-[minmax(0,1fr)_auto]">
      <div className="max-w-prose">
        <h2 id={`category-${slug}`} className="font-semibold text-lg">
          {name}
        </h2>
        <p className="text-quiet text-sm">
          {words(category.summary)} {reader.t('terms.keeps')(`${keeps}Hint`)}
        </p>
        {held.count === 0 ? (
          <p className="py-2 text-quiet text-sm">{t('nothing')}</p>
        ) : (
          <PageLink
            href={`/my/${brand}/${slug}`}
            className="inline-flex min-h-11 items-center text-accent text-sm underline underline-offset-4"
          >
            {t('see', { count: held.count, number: reader.format.number(held.count) })}
            <span className="sr-only">: {name}</span>
          </PageLink>
        )}
      </div>
      {switchable.length > 1 && (
        <CategorySwitch
          exchanges={switchable.map(({ slug, version }) => ({ slug, version }))}
          label={t('switch', { category: name })}
          words={{ allOn: t('allOn'), allOff: t('allOff') }}
        />
      )}
    </div>
  );
}
