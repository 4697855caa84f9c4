import type { OwnRecord } from '#domain/customer/own-records.ts';
import type { Reader } from './reader.ts';

/** Tells records of one brand apart: by when each began, and by the brand's own number where that is the same day. */
export function recordWords(records: readonly OwnRecord[], { t, format }: Reader): Map<string, string> {
  const say = t('my.records');
  const dayOf = ({ brandId, since }: OwnRecord) => `${brandId} ${format.date(since)}`;
  const onDay = Map.groupBy(records, dayOf);
  return new Map(
    records.map((record) => {
      const date = format.date(record.since);
      const isAlone = onDay.get(dayOf(record))?.length === 1;
      return [
        record.customerId,
        isAlone ? say('since', { date }) : say('number', { date, number: record.externalId }),
      ];
    }),
  );
}
