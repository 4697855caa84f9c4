import { getLocale, getTranslations } from 'next-intl/server';
import { portal } from '#db/portal.ts';
import { type DemoPerson, listDemoPeople } from '#domain/person/demo-people.ts';
import { localText } from '#lib/local-text.ts';
import { signInAs } from './actions.ts';
import { OneButtonForm } from './one-button-form.tsx';

/** The demo's invented people, each one click away: customers first, then each brand's staff. */
export async function DemoPeople({ to }: { to: string }) {
  const [people, locale, t] = await Promise.all([
    listDemoPeople(portal().db),
    getLocale(),
    getTranslations('sign-in.demo'),
  ]);
  const groups = Map.groupBy(people, ({ staffOf }) =>
    staffOf ? t('staff', { brand: localText(staffOf, locale, 'en') }) : t('customers'),
  );
  return [...groups].map(([title, members]) => (
    <div key={title} className="mb-10">
      <h3 className="mb-2 font-semibold text-sm">{title}</h3>
      <ul className="grid border-rule border-t sm:grid-cols-2 sm:gap-x-10">
        {members.map((person) => (
          <Person key={person.id} person={person} to={to} locale={locale} words={t} />
        ))}
      </ul>
    </div>
  ));
}

type Words = (key: 'button' | 'as', values?: { name: string }) => string;

function Person({
  person,
  to,
  locale,
  words,
}: {
  person: DemoPerson;
  to: string;
  locale: string;
  words: Words;
}) {
  const name = person.name ?? '';
  return (
    <li className="flex items-center justify-between gap-x-4 border-rule border-b py-3">
      <div className="min-w-0">
        <p className="font-semibold">
          <bdi>{name}</bdi>
        </p>
        <p className="text-quiet text-sm">{localText(person.note, locale, 'en')}</p>
      </div>
      <OneButtonForm
        action={signInAs}
        values={{ person: person.id, to }}
        weight="plain"
        label={words('as', { name })}
      >
        {words('button')}
      </OneButtonForm>
    </li>
  );
}
