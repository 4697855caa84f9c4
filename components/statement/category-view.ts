import type { StatementCategory } from '#domain/statement/statement.ts';
import type { StatementExchange } from '#domain/statement/statement-exchange.ts';
import type { LocalText } from '#lib/local-text.ts';
import { heldLine, type ReceivedView, receivedView } from '../exchange/facts.ts';
import type { Reader } from '../reader.ts';
import { type ControlView, controlView } from './control-view.ts';

/** One exchange as one customer stands on it, in finished words. */
export type RowView = {
  slug: string;
  version: number;
  on: boolean;
  title: string;
  give: string;
  get: string;
  off: string;
  received: ReceivedView;
  control: ControlView;
};

/** One kind of data, in finished words. */
export type CategoryView = {
  slug: string;
  name: string;
  summary: string;
  held: string;
  /** Leads to what is held, where anything is. */
  see?: string;
  nothing?: string;
  switchLabel: string;
  /** Said where no exchange uses it. */
  unused?: string;
  exchanges: readonly RowView[];
};

type Words = (text: LocalText) => string;

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
    summary: `${words(category.summary)} ${reader.t('terms.keeps')(`${keeps}Hint`)}`,
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
  const { slug, version, on, terms } = exchange;
  return {
    slug,
    version,
    on,
    title: words(terms.title),
    give: words(terms.give),
    get: words(terms.get),
    off: words(terms.off),
    received: receivedView(exchange, reader),
    control: controlView(exchange, words, reader, signal),
  };
}
