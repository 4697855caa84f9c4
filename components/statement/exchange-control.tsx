import { getTranslations } from 'next-intl/server';
import type { StatementExchange } from '#domain/statement/statement.ts';
import type { Basis } from '#lib/terms.ts';
import { ExchangeSwitch } from '../switch/exchange-switch.tsx';
import { KeepOff } from '../switch/keep-off.tsx';

/** The middle of an exchange row: the switch, or why there is none. */
export async function ExchangeControl({ exchange, title }: { exchange: StatementExchange; title: string }) {
  const t = await getTranslations('my.switch');
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
