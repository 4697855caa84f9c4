import type { ReactNode } from 'react';
import { PageLink } from '../ui/page-link.tsx';
import type { RowTexts } from './exchange-view.ts';
import type { ReceivedView } from './facts.ts';
import type { RowWords } from './row-words.ts';

/** The signature of the portal: what you give on the left, what you get on the right, the switch between. */
export function ExchangeRow(props: {
  exchange: RowTexts & { slug: string };
  words: RowWords;
  /** What is held for it and what came back: lines under each side, where a customer is known. */
  held?: string;
  received?: ReceivedView;
  control?: ReactNode;
  /** The page with everything about it. */
  href?: string;
  /** The page is headed by the title already. */
  untitled?: boolean;
  /** Not the customer's to switch. */
  locked?: boolean;
}) {
  const { exchange, words, held, received } = props;
  const { lang } = exchange;
  return (
    <article id={`exchange-${exchange.slug}`} className="exchange-row">
      {!props.untitled && <h3 lang={lang?.title}>{exchange.title}</h3>}
      <div className="exchange-side">
        <small>{words.give}</small>
        <p lang={lang?.give}>{exchange.give}</p>
        {held && <p>{held}</p>}
      </div>
      <div className="exchange-control">{props.control}</div>
      <div className="exchange-side">
        <small>{words.get}</small>
        <p lang={lang?.get}>{exchange.get}</p>
        {received && (
          <p>
            {received.sums && <strong>{received.sums}</strong>} {received.text}
          </p>
        )}
        {received && <p className={received.missed ? 'missed' : undefined}>{received.promise}</p>}
      </div>
      <p className="exchange-off">
        {props.locked ? words.ifLocked : words.ifOff}{' '}
        {lang?.off ? <span lang={lang.off}>{exchange.off}</span> : exchange.off}{' '}
        {props.href && (
          <PageLink
            href={props.href}
            aria-label={words.moreLabel.replace('{exchange}', () => exchange.title)}
          >
            {words.more}
          </PageLink>
        )}
      </p>
    </article>
  );
}
