import type { HistoryEntry } from '#domain/history/list-history.ts';
import { reader, type Translate, type Words } from '../reader.ts';
import { IdentifierChange, OtherLink } from './who-opens.tsx';

type Props = {
  entries: readonly HistoryEntry[];
  words: Words;
  /** The address of receipts; a choice's own is below it. */
  receipts: string;
};

export async function HistoryList({ entries, words, receipts }: Props) {
  const { format } = await reader();
  return (
    <ol>
      {entries.map((entry) => (
        <li
          key={entry.id}
          className="grid break-inside-avoid gap-x-8 border-rule border-b py-4 sm:grid-cols-[11rem_minmax(0,1fr)]"
        >
          <time dateTime={entry.at.toISOString()} className="text-quiet text-sm">
            {format.dateTime(entry.at)}
          </time>
          {entry.kind === 'choice' ? (
            <Choice entry={entry} words={words} receipt={`${receipts}/${entry.seq}`} />
          ) : entry.kind === 'staff' ? (
            <StaffAct entry={entry} />
          ) : entry.kind === 'identifier' ? (
            <IdentifierChange entry={entry} />
          ) : (
            <OtherLink entry={entry} />
          )}
        </li>
      ))}
    </ol>
  );
}

type ChoiceProps = { entry: Extract<HistoryEntry, { kind: 'choice' }>; words: Words; receipt: string };

async function Choice({ entry, words, receipt }: ChoiceProps) {
  const { format, t: of } = await reader();
  const [t, row, proof] = [of('my.history'), of('my.row'), of('verify.history')];
  const { terms, meaning, version, state, elsewhere } = entry;
  const by = entry.bySomeoneElse ? 'another' : entry.by;
  const exchange = words(terms.title);
  return (
    <div>
      <p>
        {t(sentenceOf(entry), { by, state, exchange })}{' '}
        <span className="text-quiet text-sm">({t('version', { version })})</span>
      </p>
      {entry.foundWrong && <p className="text-sm">{of('identity.history')('foundWrong')}</p>}
      {elsewhere && (
        <p className="text-quiet text-sm">
          {proof('elsewhere', { where: elsewhere.where, at: format.dateTime(elsewhere.at) })}
        </p>
      )}
      <div className="flex flex-wrap gap-x-6">
        <details className="text-sm open:basis-full">
          <summary className="inline-flex min-h-11 cursor-pointer items-center text-accent underline underline-offset-4">
            {t('text')}
          </summary>
          <dl className="max-w-prose border-rule border-l-2 pl-4">
            {(['give', 'get'] as const).map((side) => (
              <div key={side} className="mb-2">
                <dt className="text-quiet">{row(side)}</dt>
                <dd lang={words.lang(terms[side])}>{words(terms[side])}</dd>
              </div>
            ))}
            <dt className="text-quiet">{row('ifOff')}</dt>
            <dd lang={words.lang(terms.off)} className="mb-2">
              {words(terms.off)}
            </dd>
            <dt className="text-quiet">{t('data')}</dt>
            <dd lang={words.lang(meaning.category.name)} className="mb-2">
              {words(meaning.category.name)}
            </dd>
            <dt className="text-quiet">{row('purpose')}</dt>
            <dd lang={words.lang(meaning.purpose.name)}>{words(meaning.purpose.name)}</dd>
          </dl>
        </details>
        <a
          href={receipt}
          className="inline-flex min-h-11 items-center text-accent text-sm underline underline-offset-4 print:hidden"
        >
          {proof('receipt')}
          <span className="sr-only"> {proof('receiptOf', { exchange, seq: entry.seq })}</span>
        </a>
      </div>
    </div>
  );
}

const sentenceOf = ({ bySignal, bySomeoneElse, state }: ChoiceProps['entry']) =>
  bySignal && !bySomeoneElse ? 'bySignal' : state === 'expired' ? 'ended' : 'choice';

async function StaffAct({ entry }: { entry: Extract<HistoryEntry, { kind: 'staff' }> }) {
  const { t: of } = await reader();
  const t = of('my.history');
  if (entry.action === 'customer.signed_in') return <p>{t('signedIn')}</p>;
  return (
    <div>
      <p>{actOf(entry, t, of('identity.history'))}</p>
      {entry.reason && <p className="text-quiet text-sm">{t('reason', { reason: entry.reason })}</p>}
    </div>
  );
}

function actOf(
  { action, role }: Extract<HistoryEntry, { kind: 'staff' }>,
  t: Translate,
  identity: Translate,
): string {
  if (action === 'customer.looked_up') return t('lookup', { role: role ?? 'other' });
  return action === 'link.found_wrong' ? identity('markedWrong') : t('acted', { action });
}
