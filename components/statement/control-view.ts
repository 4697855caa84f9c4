import type { StatementExchange } from '#domain/statement/statement-exchange.ts';
import type { Basis } from '#lib/terms.ts';
import type { Reader } from '../reader.ts';

/** The middle of an exchange row in words: why there is no switch, or what is asked beside it. */
export type ControlView = { locked: string; why: string } | { locked?: undefined; ask?: string };

export function controlView(exchange: StatementExchange, reader: Reader): ControlView {
  const t = reader.t('my.switch');
  if (exchange.switch === 'locked')
    return { locked: t('locked'), why: t(`lockedWhy.${lockedBy(exchange.terms.basis)}`) };
  if (!exchange.asks) return {};
  return { ask: exchange.standing === 'expired' ? t('askAgain') : t('ask') };
}

const lockedBy = (basis: Basis) =>
  basis === 'legal_obligation' || basis === 'vital_interests' ? basis : 'contract';
