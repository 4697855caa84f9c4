import { notFound } from 'next/navigation';
import { cache } from 'react';
import { ExchangeDetails } from '#components/exchange/exchange-details.tsx';
import { ExchangeRow } from '#components/exchange/exchange-row.tsx';
import { exchangeView } from '#components/exchange/exchange-view.ts';
import { heldLine, receivedView } from '#components/exchange/facts.ts';
import { rowWords } from '#components/exchange/row-words.ts';
import { reader, wordsOf } from '#components/reader.ts';
import { Said } from '#components/said.tsx';
import { controlView } from '#components/statement/control-view.ts';
import { ExchangeControl } from '#components/statement/exchange-control.tsx';
import { SwitchBoard } from '#components/switch/switch-board.tsx';
import { switchWords } from '#components/switch/switch-words.ts';
import { Page, PageHead } from '#components/ui/page.tsx';
import { findStatement } from '#domain/statement/queries.ts';
import { setExchanges } from '../../actions.ts';
import { customerVisit } from '../../customer-visit.ts';
import { RecordNav } from '../../record-nav.tsx';

type Props = { params: Promise<{ brand: string; exchange: string }> };

const find = async (params: Props['params']) => {
  const { brand, exchange } = await params;
  return read(brand, exchange);
};

/** Once a request: the page's title asks for it as well. */
const read = cache(async (address: string, exchangeSlug: string) => {
  const entry = await customerVisit(address);
  const { ctx, brand, signal } = entry;
  const [statement, its] = await Promise.all([findStatement(ctx), reader()]);
  const category = statement.categories.find(({ exchanges }) =>
    exchanges.some((each) => each.slug === exchangeSlug),
  );
  const exchange = category?.exchanges.find((each) => each.slug === exchangeSlug);
  if (!category || !exchange) notFound();
  const words = wordsOf(its.locale, brand);
  return {
    entry,
    address,
    brand,
    signal,
    category,
    exchange,
    its,
    words,
    view: exchangeView(exchange, words),
  };
});

export async function generateMetadata({ params }: Props) {
  const { view, words, brand } = await find(params);
  return { title: `${view.title} · ${words(brand.name)}` };
}

/** One exchange with all that it says. */
export default async function ExchangePage({ params }: Props) {
  const { entry, address, signal, category, exchange, its, words, view } = await find(params);
  const { on, seq, version } = exchange;
  return (
    <Page>
      <RecordNav address={address} entry={entry} reader={its} />
      <PageHead
        title={<Said text={exchange.terms.title} words={words} />}
        above={<Said text={category.name} words={words} />}
      />
      <SwitchBoard
        record={entry.record}
        exchanges={{ [exchange.slug]: { on, seq, version } }}
        words={switchWords(its)}
        action={setExchanges}
      >
        <ExchangeRow
          exchange={view}
          untitled
          locked={exchange.switch === 'locked'}
          words={rowWords(its)}
          held={heldLine(category.held, its)}
          received={receivedView(exchange, its)}
          control={<ExchangeControl exchange={view} control={controlView(exchange, words, its, signal)} />}
        />
      </SwitchBoard>
      <ExchangeDetails exchange={view} reader={its} />
    </Page>
  );
}
