import type { NotCollected } from '#domain/holding/find-not-collected.ts';
import type { Reader } from '../reader.ts';

/** That a no took effect: how much came in and was let go of. */
export function NotKept({ held, reader }: { held: NotCollected | null; reader: Reader }) {
  if (held === null) return null;
  const date = reader.format.date(held.lastAt);
  return (
    <p className="mb-6 border-accent border-l-4 bg-wash px-4 py-3">
      {reader.t('events')('notKept', { count: held.count, date })}
    </p>
  );
}
