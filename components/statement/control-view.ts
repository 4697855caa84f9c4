import type { StatementExchange } from '#domain/statement/statement-exchange.ts';
import type { LocalText } from '#lib/local-text.ts';
import type { Basis } from '#lib/terms.ts';
import { arrivalLine, isUnderWay } from '../delivery/arrival-line.ts';
import type { Reader } from '../reader.ts';
import type { SignalView } from '../switch/signal-note.tsx';
import { signalView } from './signal-view.ts';

/** Where the last choice stands in the brand's systems. */
export type ArrivalView = { line: string; underWay: boolean };

/** The middle of an exchange row in words: why there is no switch, or what is asked and told beside it. */
export type ControlView =
  | { locked: string; why: string }
  | { locked?: undefined; ask?: string; signal?: SignalView; arrival?: ArrivalView };

/** `signal`: this visit's browser sends its privacy signal. */
export function controlView(
  exchange: StatementExchange,
  words: (text: LocalText) => string,
  reader: Reader,
  signal: boolean,
): ControlView {
  const t = reader.t('my.switch');
  if (exchange.switch === 'locked')
    return { locked: t('locked'), why: t(`lockedWhy.${lockedBy(exchange.terms.basis)}`) };
  const { arrivals, asks, standing } = exchange;
  const its = signalView(exchange, { title: words(exchange.terms.title), sent: signal }, reader);
  return {
    ...(asks && { ask: standing === 'expired' ? t('askAgain') : t('ask') }),
    ...(its && { signal: its }),
    ...(arrivals && {
      arrival: { line: arrivalLine(arrivals, words, reader), underWay: isUnderWay(arrivals) },
    }),
  };
}

const lockedBy = (basis: Basis) =>
  basis === 'legal_obligation' || basis === 'vital_interests' ? basis : 'contract';
