import type { StatementExchange } from '#domain/statement/statement-exchange.ts';
import type { Reader } from '../reader.ts';
import type { SignalView } from '../switch/signal-note.tsx';

/** What is said beside a switch about the browser's privacy signal; asked only on a visit that has it. */
export function signalView(
  { signal, chosenAt }: StatementExchange,
  { title, sent }: { title: string; sent: boolean },
  reader: Reader,
): SignalView | undefined {
  const t = reader.t('my.signal');
  const date = chosenAt ? reader.format.date(chosenAt) : '';
  if (signal === 'said_no') return { text: t('row', { date }) };
  if (signal !== 'conflicts' || !sent) return undefined;
  const exchange = title;
  return {
    text: t('ask', { date }),
    answers: [
      { on: true, text: t('keep'), label: t('keepLabel', { exchange }) },
      { on: false, text: t('off'), label: t('offLabel', { exchange }) },
    ],
  };
}
