import { getLocale, getTranslations } from 'next-intl/server';
import { portal } from '#db/portal.ts';
import { listDemoPeople } from '#domain/person/demo-people.ts';
import { localText } from '#lib/local-text.ts';
import { signInAs } from './actions.ts';
import { OneButtonForm } from './one-button-form.tsx';

/** The demo's invented people, each one click away. */
export async function DemoPeople({ to }: { to: string }) {
  const [people, locale, t] = await Promise.all([
    listDemoPeople(portal().db),
    getLocale(),
    getTranslations('sign-in.demo'),
  ]);
  return (
    <ul className="border-rule border-t">
      {people.map((person) => (
        <li
          key={person.id}
          className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-rule border-b py-3"
        >
          <div className="min-w-0 flex-1 basis-56">
            <p className="font-semibold">{person.name}</p>
            <p className="text-quiet text-sm">{localText(person.note, locale, 'en')}</p>
          </div>
          <OneButtonForm action={signInAs} values={{ person: person.id, to }} weight="plain">
            {t('as', { name: person.name?.split(' ')[0] ?? '' })}
          </OneButtonForm>
        </li>
      ))}
    </ul>
  );
}
