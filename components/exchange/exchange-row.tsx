import type { ReactNode } from 'react';
import type { Reader } from '../reader.ts';
import { PageLink } from '../ui/page-link.tsx';
import type { ExchangeView } from './exchange-view.ts';

/** The signature of the portal: what you give on the left, what you get on the right, the switch between. */
export function ExchangeRow(props: {
  exchange: ExchangeView;
  reader: Reader;
  /** What is held for it and what came back: lines under each side, where a customer is known. */
  held?: ReactNode;
  received?: ReactNode;
  control?: ReactNode;
  /** The page with everything about it. */
  href?: string;
  /** The page is headed by the title already. */
  untitled?: boolean;
  /** Not the customer's to switch. */
  locked?: boolean;
}) {
  const { exchange } = props;
  const t = props.reader.t('my.row');
  return (
    <article id={`exchange-${exchange.slug}`} className="exchange-row">
      {!props.untitled && <h3>{exchange.title}</h3>}
      <div className="exchange-side">
        <small>{t('give')}</small>
        <p>{exchange.give}</p>
        {props.held}
      </div>
      <div className="exchange-control">{props.control}</div>
      <div className="exchange-side">
        <small>{t('get')}</small>
        <p>{exchange.get}</p>
        {props.received}
      </div>
      <p className="exchange-off">
        {t(props.locked ? 'ifLocked' : 'ifOff')} {exchange.off}{' '}
        {props.href && (
          <PageLink href={props.href} aria-label={t('moreLabel', { exchange: exchange.title })}>
            {t('more')}
          </PageLink>
        )}
      </p>
    </article>
  );
}
