import Link from 'next/link';
import type { StatementExchange } from '#domain/statement/statement-exchange.ts';
import type { Reader, Words } from '../reader.ts';
import { Said } from '../said.tsx';

/** The exchanges that use a category, each with how it stands and how long the data is kept for it. */
export function UsedBy(props: {
  address: string;
  exchanges: readonly StatementExchange[];
  words: Words;
  reader: Reader;
}) {
  const { format } = props.reader;
  const [t, terms] = [props.reader.t('my.holdings'), props.reader.t('terms')];
  if (props.exchanges.length === 0) return <p className="text-quiet">{t('unused')}</p>;
  return (
    <ul>
      {props.exchanges.map(({ slug, on, terms: { title, retentionDays } }) => (
        <li key={slug} className="flex flex-wrap justify-between gap-x-6 border-rule border-b py-3">
          <Link
            href={`/my/${props.address}#exchange-${slug}`}
            className="text-accent underline underline-offset-4"
          >
            <Said text={title} words={props.words} />
          </Link>
          <span className="text-sm">
            <span className="text-quiet">
              {retentionDays === null
                ? terms('retention.always')
                : terms('retention.days', { duration: format.duration(retentionDays) })}{' '}
              ·{' '}
            </span>
            <strong className="font-semibold">{on ? t('on') : t('off')}</strong>
          </span>
        </li>
      ))}
    </ul>
  );
}
