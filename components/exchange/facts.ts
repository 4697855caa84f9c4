import type { Held } from '#domain/statement/statement.ts';
import type { Received, StatementExchange } from '#domain/statement/statement-exchange.ts';
import { isMoney } from '#lib/amount.ts';
import type { Reader } from '../reader.ts';

/** "110 entries since 3 Jan 2017 · You did it with us" */
export function heldLine(held: Held, { t, format }: Reader): string {
  const say = t('my.heldLine');
  const { count, firstAt } = held;
  if (count === 0) return say('nothing');
  const since = firstAt ? say('since', { count, date: format.date(firstAt) }) : say('count', { count });
  return [since, ...held.sources.map((source) => t('terms.source')(source))].join(' · ');
}

/** What really came back, and whether that is what was promised. */
export type ReceivedView = { sums?: string; text: string; promise: string; missed: boolean };

export function receivedView(exchange: StatementExchange, reader: Reader): ReceivedView {
  const t = reader.t('my.received');
  const { received } = exchange;
  const last = received.map(({ lastAt }) => lastAt).sort((a, b) => b.getTime() - a.getTime())[0];
  const count = received.reduce((sum, each) => sum + each.count, 0);
  const summed = received.filter(({ unit }) => unit !== 'times');
  const promise = promiseLine(exchange, reader);
  const missed = exchange.promise === 'behind' || exchange.promise === 'never';
  if (!last) return { text: t('nothing'), promise, missed };
  const date = reader.format.date(last);
  return summed.length > 0
    ? { sums: sums(summed, reader), text: t('times', { count, date }), promise, missed }
    : { sums: t('benefits', { count }), text: t('last', { count, date }), promise, missed };
}

function promiseLine(exchange: StatementExchange, { t, amount }: Reader): string {
  const { promise } = exchange.terms;
  const said = `${amount(promise.amount, promise.unit)} ${t('terms.per')(promise.per)}`;
  return t('my.promise')(exchange.promise, { promise: said });
}

/** "€93.54 and 3 times": sums in different units are named side by side, never added up. */
const sums = (received: readonly Received[], { amount, format }: Reader): string =>
  format.list(received.map((sum) => amount(sum.amount, sum.unit)));

/** "€101.05 and 41 other benefits": money in full, the rest by how many there were. */
export function valueInBrief(received: readonly Received[], { t, amount, format }: Reader): string {
  const say = t('my.received');
  const money = received.filter(({ unit }) => isMoney(unit));
  const others = received.filter(({ unit }) => !isMoney(unit)).reduce((sum, { count }) => sum + count, 0);
  const named = money.map((sum) => amount(sum.amount, sum.unit));
  const rest = money.length > 0 ? say('others', { count: others }) : say('benefits', { count: others });
  return format.list(others > 0 ? [...named, rest] : named);
}
