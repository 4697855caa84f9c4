import type { StatementExchange } from '#domain/statement/statement-exchange.ts';
import type { Basis } from '#lib/terms.ts';
import type { Reader } from '../reader.ts';
import { ExchangeSwitch } from '../switch/exchange-switch.tsx';
import { KeepOff } from '../switch/keep-off.tsx';

/** The middle of an exchange row: the switch, or why there is none. */
export function ExchangeControl(props: { exchange: StatementExchange; title: string; reader: Reader }) {
  const { exchange, title } = props;
  const t = props.reader.t('my.switch');
  if (exchange.switch === 'locked')
    return (
      <div className="text-sm">
        <p className="font-semibold">{t('locked')}</p>
        <p className="text-quiet">{t(`lockedWhy.${lockedBy(exchange.terms.basis)}`)}</p>
      </div>
    );
  return (
    <ExchangeSwitch exchange={exchange.slug} version={exchange.version} label={title}>
      {exchange.asks && (
        <KeepOff
          exchange={exchange.slug}
          version={exchange.version}
          words={{
            ask: exchange.standing === 'expired' ? t('askAgain') : t('ask'),
            keep: t('keepOff'),
            label: t('keepOffLabel', { exchange: title }),
          }}
        />
      )}
    </ExchangeSwitch>
  );
}

const lockedBy = (basis: Basis) =>
  basis === 'legal_obligation' || basis === 'vital_interests' ? basis : 'contract';
