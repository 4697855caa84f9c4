import type { Seen } from '#domain/identifier/held-identifier.ts';
import type { OwnOfTeam, WaitingChange } from '#domain/identifier/waiting.ts';
import type { FormState } from '#lib/form-state.ts';
import { ActionForm } from '../form/action-form.tsx';
import type { Reader } from '../reader.ts';
import { Button } from '../ui/button.tsx';

type Action = (previous: FormState, form: FormData) => Promise<FormState>;
type Decide = (seen: Seen) => Action;

/** What was set on known records and opens nothing yet, each with the two answers. */
export function WaitingList(props: {
  changes: readonly WaitingChange[];
  reader: Reader;
  decide: Decide;
  decideLoad: (change: number) => Action;
}) {
  const { changes, reader, decide, decideLoad } = props;
  const t = reader.t('identity.staff');
  if (changes.length === 0) return null;
  return (
    <ul className="border-ink border-t">
      {changes.map((change, index) => (
        <li key={change.id} className="border-rule border-b py-4">
          <Waiting change={change} reader={reader} action={decide(seenOf(change))} />
          {change.ofLoad > 1 && isFirstOfLoad(changes, index) && (
            <ActionForm action={decideLoad(change.id)} className="mt-2">
              <Button weight="quiet">{t('confirmLoad', { count: change.ofLoad })}</Button>
            </ActionForm>
          )}
        </li>
      ))}
    </ul>
  );
}

const seenOf = ({ externalId, kind, value }: Seen): Seen => ({ externalId, kind, value });

const isFirstOfLoad = (changes: readonly WaitingChange[], index: number) =>
  changes.findIndex(
    ({ at, by, byKind }) =>
      at.getTime() === changes[index]?.at.getTime() &&
      by === changes[index]?.by &&
      byKind === changes[index]?.byKind,
  ) === index;

function Waiting({ change, reader, action }: { change: WaitingChange; reader: Reader; action: Action }) {
  const t = reader.t('identity.staff');
  const { externalId: id, kind, value, before, at, by, byKind, told, objected, opensAt } = change;
  const { format } = reader;
  const facts = [
    t('setBy', { kind: byKind, name: by ?? t('unknown'), date: format.dateTime(at) }),
    t(told ? 'told' : 'nobodyTold'),
    opensAt ? t('opens', { date: format.dateTime(opensAt) }) : t('stays'),
  ];
  return (
    <ActionForm action={action}>
      <div className="flex flex-wrap items-start justify-between gap-x-8 gap-y-3">
        <div className="min-w-0 flex-1 basis-72">
          <p className="break-words font-semibold">{t('record', { id })}</p>
          <p className="break-words">{t('change', { kind, value })}</p>
          {before && <p className="break-words text-quiet text-sm">{t('before', { value: before })}</p>}
          <p className="text-quiet text-sm">{facts.join(' · ')}</p>
          {objected && <p className="font-semibold text-sm">{t('objected')}</p>}
        </div>
        <div className="flex flex-wrap gap-2">
          <Button weight="plain" aria-label={t('confirmNamed', { value, id })}>
            {t('confirm')}
          </Button>
          <Button weight="plain" name="refuse" value="yes" aria-label={t('refuseNamed', { value, id })}>
            {t('refuse')}
          </Button>
        </div>
      </div>
    </ActionForm>
  );
}

/** Records that would open to someone on the team. */
export function OwnOfTeamList(props: { own: readonly OwnOfTeam[]; reader: Reader; decide: Decide }) {
  const t = props.reader.t('identity.staff');
  return (
    <ul className="border-ink border-t">
      {props.own.map(({ externalId: id, kind, value, name }) => (
        <li key={`${id} ${kind}`} className="border-rule border-b py-4">
          <ActionForm action={props.decide({ externalId: id, kind, value })}>
            <div className="flex flex-wrap items-start justify-between gap-x-8 gap-y-3">
              <div className="min-w-0 flex-1 basis-72">
                <p className="break-words font-semibold">
                  {t('colleague', { name: name ?? t('unknown'), id })}
                </p>
                <p className="break-words">{t('change', { kind, value })}</p>
              </div>
              <Button weight="plain" aria-label={t('confirmNamed', { value, id })}>
                {t('confirm')}
              </Button>
            </div>
          </ActionForm>
        </li>
      ))}
    </ul>
  );
}
