import type { HistoryEntry } from '#domain/history/list-history.ts';
import { reader } from '../reader.ts';

type Change = Extract<HistoryEntry, { kind: 'identifier' }>;

/** The brand set, changed or confirmed by what a person is known to be this record's. */
export async function IdentifierChange({ entry }: { entry: Change }) {
  const { t: of, format } = await reader();
  const t = of('identity.history');
  const { by, identifier: kind, before, after, opensAt, decision } = entry;
  const what = whatOf(entry);
  return (
    <div>
      <p>{t('identifier', { by, kind, what })}</p>
      {what === 'changed' && before && after && (
        <p className="text-quiet text-sm">
          <bdi>{t('fromTo', { before, after })}</bdi>
        </p>
      )}
      {what === 'added' && (
        <p className="text-quiet text-sm">
          <bdi>{after}</bdi>
        </p>
      )}
      {after && (
        <p className="text-quiet text-sm">
          {decision ? t(decision) : opensAt ? t('opens', { date: format.dateTime(opensAt) }) : t('stays')}
        </p>
      )}
    </div>
  );
}

function whatOf({ before, after }: Change): 'changed' | 'added' | 'removed' | 'confirmed' {
  if (before === after) return 'confirmed';
  if (before === null) return 'added';
  return after === null ? 'removed' : 'changed';
}

/** Until then another sign-in could open this record. */
export async function OtherLink({ entry }: { entry: Extract<HistoryEntry, { kind: 'link' }> }) {
  const { t: of, format } = await reader();
  return (
    <p>
      {of('identity.history')(entry.foundWrong ? 'linkWrong' : 'link', {
        since: format.dateTime(entry.since),
      })}
    </p>
  );
}
