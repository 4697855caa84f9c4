import type { Brand } from '#domain/brand/queries.ts';
import type { RecordAddress } from '#domain/person/record-address.ts';
import type { Relation } from '#domain/statement/queries.ts';
import { valueInBrief } from './exchange/facts.ts';
import { type Reader, wordsOf } from './reader.ts';
import { PageLink } from './ui/page-link.tsx';

/** One record in a few lines: what it holds, what came back, promises, anything to answer. */
export function RelationRow(props: {
  relation: Relation<Brand & RecordAddress>;
  /** Tells it from another record of the same brand. */
  which: string | undefined;
  reader: Reader;
}) {
  const { relation, which, reader } = props;
  const { locale, format } = reader;
  const t = reader.t('my');
  const { record, statement } = relation;
  const { held, received, promises, asks } = statement;
  const due = promises.kept + promises.behind + promises.never;
  return (
    <article className="border-rule border-t py-7 first-of-type:border-t-2 first-of-type:border-t-ink">
      <h2 className="font-semibold text-lg">
        <PageLink href={`/my/${record.address}`} className="text-accent underline underline-offset-4">
          {wordsOf(locale, record)(record.name)}
          {which && `, ${which}`}
        </PageLink>
      </h2>
      <div className="mt-2 grid gap-x-10 gap-y-1 md:grid-cols-2">
        <p>
          {held.firstAt
            ? t('heldSince', { count: held.count, date: format.date(held.firstAt) })
            : t('held', { count: held.count })}
        </p>
        <div>
          <p>
            {received.length > 0 ? t('back', { sums: valueInBrief(received, reader) }) : t('nothingBack')}
          </p>
          <p className="text-quiet text-sm">
            {due > 0 ? t('promises', { kept: promises.kept, due }) : t('noPromises')}
          </p>
        </div>
      </div>
      {asks > 0 && <p className="mt-3 font-semibold text-sm">{t('asks', { count: asks })}</p>}
    </article>
  );
}
