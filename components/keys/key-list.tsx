import type { ListedKey } from '#domain/api-key/list-keys.ts';
import type { FormState } from '#lib/form-state.ts';
import { ActionForm } from '../form/action-form.tsx';
import type { Reader } from '../reader.ts';
import { Button } from '../ui/button.tsx';
import { Empty } from '../ui/page.tsx';

type Action = (previous: FormState, form: FormData) => Promise<FormState>;

/** Every key the brand has had: how it begins, what it may do, when it was last used. */
export function KeyList(props: {
  keys: readonly ListedKey[];
  reader: Reader;
  revoke: (id: string) => Action;
}) {
  const t = props.reader.t('keys');
  if (props.keys.length === 0) return <Empty>{t('none')}</Empty>;
  return (
    <ul className="border-ink border-t">
      {props.keys.map((key) => (
        <li key={key.id} className="border-rule border-b py-3">
          <KeyRow held={key} reader={props.reader} revoke={props.revoke(key.id)} />
        </li>
      ))}
    </ul>
  );
}

function KeyRow({ held, reader, revoke }: { held: ListedKey; reader: Reader; revoke: Action }) {
  const t = reader.t('keys');
  const facts = [
    held.scopes.map((scope) => t(`scope.${scope}`)).join(', '),
    t('createdAt', { date: reader.format.date(held.createdAt) }),
    held.lastUsedAt ? t('lastUsed', { at: reader.format.dateTime(held.lastUsedAt) }) : t('neverUsed'),
    ending(held, reader),
  ];
  return (
    <ActionForm action={revoke}>
      <div className="flex flex-wrap items-center justify-between gap-x-8 gap-y-2">
        <div>
          <p className="font-semibold">
            {held.name} <code className="font-normal text-quiet text-sm">{held.prefix}…</code>
          </p>
          <p className="text-quiet text-sm">{facts.join(' · ')}</p>
        </div>
        {held.state === 'live' && (
          <Button weight="quiet" aria-label={t('revokeNamed', { name: held.name })}>
            {t('revoke')}
          </Button>
        )}
      </div>
    </ActionForm>
  );
}

function ending({ state, expiresAt, revokedAt }: ListedKey, { t, format }: Reader): string {
  const say = t('keys');
  if (state === 'revoked' && revokedAt) return say('revokedAt', { date: format.date(revokedAt) });
  if (!expiresAt) return say('endless');
  return say(state === 'expired' ? 'expiredAt' : 'expiresAt', { date: format.date(expiresAt) });
}
