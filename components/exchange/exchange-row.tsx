import type { ReactNode } from 'react';
import type { Reader } from '../reader.ts';
import { ExchangeDetails } from './exchange-details.tsx';
import type { ExchangeView } from './exchange-view.ts';

/** The signature of the portal: what you give on the left, what you get on the right, the switch between. */
export function ExchangeRow(props: {
  exchange: ExchangeView;
  reader: Reader;
  /** What is held for it and what came back: lines under each side, where a customer is known. */
  held?: ReactNode;
  received?: ReactNode;
  control?: ReactNode;
}) {
  const { exchange, reader } = props;
  const t = reader.t('my.row');
  return (
    <article id={`exchange-${exchange.slug}`} className="break-inside-avoid border-rule border-t py-6">
      <h3 className="mb-4 font-semibold">{exchange.title}</h3>
      <div className="grid gap-x-8 gap-y-5 md:grid-cols-[minmax(0,1fr)_9.5rem_minmax(0,1fr)]">
        <Side label={t('give')} text={exchange.give} facts={props.held} />
        <div className="md:border-rule md:border-x md:px-4">{props.control}</div>
        <Side label={t('get')} text={exchange.get} facts={props.received} />
      </div>
      <ExchangeDetails exchange={exchange} reader={reader} />
    </article>
  );
}

function Side({ label, text, facts }: { label: string; text: string; facts: ReactNode }) {
  return (
    <div>
      <p className="text-quiet text-xs">{label}</p>
      <p>{text}</p>
      {facts && <div className="mt-2 text-quiet text-sm">{facts}</div>}
    </div>
  );
}
