import { ExchangeRow } from '../exchange/exchange-row.tsx';
import type { RowWords } from '../exchange/row-words.ts';
import { CategorySwitch } from '../switch/category-switch.tsx';
import { PageLink } from '../ui/page-link.tsx';
import type { CategoryView } from './category-view.ts';
import { ExchangeControl } from './exchange-control.tsx';

type Props = { address: string; category: CategoryView; words: RowWords };

/** One kind of data: how much of it is held, and every exchange that uses it. */
export function StatementCategory({ address, category, words }: Props) {
  const { slug, held, unused, exchanges } = category;
  return (
    <section aria-labelledby={`category-${slug}`} className="mt-14 first-of-type:mt-0">
      <CategoryHead address={address} category={category} />
      {unused && <p className="border-rule border-t py-6 text-quiet text-sm">{unused}</p>}
      {exchanges.map((exchange) => (
        <ExchangeRow
          key={exchange.slug}
          exchange={exchange}
          words={words}
          href={`/my/${address}/exchanges/${exchange.slug}`}
          locked={exchange.control.locked !== undefined}
          held={held}
          received={exchange.received}
          control={<ExchangeControl exchange={exchange} control={exchange.control} />}
        />
      ))}
    </section>
  );
}

function CategoryHead({ address, category }: Omit<Props, 'words'>) {
  const { slug, name, summary, keeps, lang, see, nothing, exchanges } = category;
  const switchable = exchanges.filter(({ control }) => control.locked === undefined);
  return (
    <div className="mb-4 grid items-start gap-x-8 gap-y-2 md:grid-cols-[minmax(0,1fr)_auto]">
      <div className="max-w-prose">
        <h2 id={`category-${slug}`} lang={lang?.name} className="font-semibold text-lg">
          {name}
        </h2>
        <p className="text-quiet text-sm">
          {lang?.summary ? <span lang={lang.summary}>{summary}</span> : summary} {keeps}
        </p>
        {nothing && <p className="py-2 text-quiet text-sm">{nothing}</p>}
        {see && (
          <PageLink
            href={`/my/${address}/${slug}`}
            className="inline-flex min-h-11 items-center text-accent text-sm underline underline-offset-4"
          >
            {see}
            <span className="sr-only">
              : <span lang={lang?.name}>{name}</span>
            </span>
          </PageLink>
        )}
      </div>
      {switchable.length > 1 && (
        <CategorySwitch
          exchanges={switchable.map((exchange) => exchange.slug)}
          label={category.switchLabel}
        />
      )}
    </div>
  );
}
