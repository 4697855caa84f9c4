import { getTranslations } from 'next-intl/server';
import { reader, wordsOf } from '#components/reader.ts';
import type { SessionEntry } from '#domain/person/sessions.ts';
import { deviceOf } from '#lib/device.ts';
import { OneButtonForm } from '../sign-in/one-button-form.tsx';
import { signOutSession } from './actions.ts';

/** Where someone is signed in: which browser, since when, last seen when. */
export async function SessionList({
  sessions,
  current,
}: {
  sessions: readonly SessionEntry[];
  current: string;
}) {
  const [t, { format, locale }] = await Promise.all([getTranslations('account'), reader()]);
  const name = (userAgent: string | null) => {
    const { browser, system } = deviceOf(userAgent);
    if (browser && system) return t('device.both', { browser, system });
    if (browser) return t('device.browser', { browser });
    return system ? t('device.system', { system }) : t('device.unknown');
  };
  return (
    <ul className="border-rule border-t">
      {sessions.map(({ id, userAgent, createdAt, lastSeenAt, through }) => (
        <li
          key={id}
          className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-rule border-b py-3"
        >
          <div className="min-w-0 flex-1 basis-56">
            <p className="font-semibold">
              {name(userAgent)}
              {id === current && (
                <span className="ml-2 bg-wash px-2 py-0.5 font-normal text-accent text-xs">
                  {t('sessions.here')}
                </span>
              )}
            </p>
            <p className="flex flex-wrap gap-x-6 text-quiet text-sm">
              <span>{t('sessions.since', { when: format.dateTime(createdAt) })}</span>
              {through && (
                <span>{t('sessions.through', { brand: wordsOf(locale, through)(through.name) })}</span>
              )}
              <span>{t('sessions.seen', { when: format.dateTime(lastSeenAt) })}</span>
            </p>
          </div>
          <OneButtonForm
            action={signOutSession}
            values={{ session: id }}
            weight="plain"
            label={t('sessions.endLabel', { device: name(userAgent) })}
          >
            {t('sessions.end')}
          </OneButtonForm>
        </li>
      ))}
    </ul>
  );
}
