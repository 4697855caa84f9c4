import type { ListedLoginKey } from '#domain/login-key/list-login-keys.ts';
import type { FormState } from '#lib/form-state.ts';
import { ActionForm } from '../form/action-form.tsx';
import type { Reader } from '../reader.ts';
import { Button } from '../ui/button.tsx';
import { Empty } from '../ui/page.tsx';

type Action = (previous: FormState, form: FormData) => Promise<FormState>;

/** Every key that the brand's login has had: its name for machines, and when it last let someone in. */
export function LoginKeyList(props: {
  keys: readonly ListedLoginKey[];
  reader: Reader;
  revoke: (kid: string) => Action;
}) {
  const t = props.reader.t('keys.login');
  if (props.keys.length === 0) return <Empty>{t('none')}</Empty>;
  return (
    <ul className="border-ink border-t">
      {props.keys.map((key) => (
        <li key={key.kid} className="border-rule border-b py-3">
          <LoginKeyRow held={key} reader={props.reader} revoke={props.revoke(key.kid)} />
        </li>
      ))}
    </ul>
  );
}

function LoginKeyRow({ held, reader, revoke }: { held: ListedLoginKey; reader: Reader; revoke: Action }) {
  const { t, format } = reader;
  const say = t('keys.login');
  const { name, kid, algorithm, createdAt, lastUsedAt, revokedAt } = held;
  const facts = [
    algorithm,
    say('addedAt', { date: format.date(createdAt) }),
    lastUsedAt ? say('lastUsed', { at: format.dateTime(lastUsedAt) }) : say('neverUsed'),
    ...(revokedAt ? [say('revokedAt', { date: format.date(revokedAt) })] : []),
  ];
  return (
    <ActionForm action={revoke}>
      <div className="flex flex-wrap items-center justify-between gap-x-8 gap-y-2">
        <div className="wrap-anywhere min-w-0">
          <p className="font-semibold">{name}</p>
          <p className="text-quiet text-sm">
            <code>{kid}</code>
          </p>
          <p className="text-quiet text-sm">{facts.join(' · ')}</p>
        </div>
        {revokedAt === null && (
          <Button weight="quiet" aria-label={say('revokeNamed', { name })}>
            {say('revoke')}
          </Button>
        )}
      </div>
    </ActionForm>
  );
}
