import type { StatementCategory } from '#domain/statement/statement.ts';
import type { StatementExchange } from '#domain/statement/statement-exchange.ts';
import type { Drawn } from '#lib/switch-state.ts';
import { type RowTexts, rowTexts } from '../exchange/exchange-view.ts';
import { heldLine, type ReceivedView, receivedView } from '../exchange/facts.ts';
import type { Reader, Words } from '../reader.ts';
import { type ControlView, controlView } from './control-view.ts';

/** One exchange as one customer stands on it, in finished words. */
export type RowView = RowTexts &
  Drawn & {
    slug: string;
    received: ReceivedView;
    control: ControlView;
  };

/** One kind of data, in finished words. */
export type CategoryView = {
  slug: string;
  name: string;
  summary: string;
  /** How much of it is kept. */
  keeps: string;
  /** The languages of name and summary, where they are not the reader's. */
  lang?: { name?: string; summary?: string };
  held: string;
  /** Leads to what is held, where anything is. */
  see?: string;
  nothing?: string;
  switchLabel: string;
  /** Said where no exchange uses it. */
  unused?: string;
  exchanges: readonly RowView[];
};

/** What the statement says of a category. Finished strings travel to the browser, and are quicker to send than elements. */
export function categoryView(
  category: StatementCategory,
  words: Words,
  reader: Reader,
  signal: boolean,
): CategoryView {
  const t = reader.t('my.category');
  const { slug, held, keeps, exchanges } = category;
  const name = words(category.name);
  return {
    slug,
    name,
    summary: words(category.summary),
    keeps: reader.t('terms.keeps')(`${keeps}Hint`),
    ...langOf(category, words),
    held: heldLine(held, reader),
    ...(held.count === 0
      ? { nothing: t('nothing') }
      : { see: t('see', { count: held.count, number: reader.format.number(held.count) }) }),
    switchLabel: t('switch', { category: name }),
    ...(exchanges.length === 0 && { unused: t('unused') }),
    exchanges: exchanges.map((exchange) => rowView(exchange, words, reader, signal)),
  };
}

function rowView(exchange: StatementExchange, words: Words, reader: Reader, signal: boolean): RowView {
  const { slug, version, seq, on, terms } = exchange;
  return {
    slug,
    version,
    seq,
    on,
    ...rowTexts(terms, words),
    received: receivedView(exchange, reader),
    control: controlView(exchange, words, reader, signal),
  };
}

function langOf({ name, summary }: StatementCategory, words: Words): Pick<CategoryView, 'lang'> {
  const lang = { name: words.lang(name), summary: words.lang(summary) };
  return lang.name || lang.summary ? { lang } : {};
}
