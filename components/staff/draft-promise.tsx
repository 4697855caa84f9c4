import { getTranslations } from 'next-intl/server';
import { capitals, type DraftTerms, periods } from '#lib/terms.ts';
import { SelectInput, TextInput } from '../form/inputs.tsx';

/** What the exchange gives, in a form that benefits can be counted against. */
export async function DraftPromise({ draft }: { draft: DraftTerms }) {
  const [t, terms] = await Promise.all([getTranslations('staff.draft'), getTranslations('terms')]);
  const { promise } = draft;
  const kinds = [
    { value: '', label: t('choose') },
    ...capitals.map((capital) => ({ value: capital, label: terms(`capital.${capital}`) })),
  ];
  return (
    <div className="grid gap-x-6 sm:grid-cols-2">
      <SelectInput
        name="promise.capital"
        label={t('label.promise_capital')}
        options={kinds}
        value={promise?.capital ?? ''}
      />
      <SelectInput
        name="promise.per"
        label={t('label.promise_per')}
        options={periods.map((per) => ({ value: per, label: terms(`per.${per}`) }))}
        value={promise?.per ?? 'month'}
      />
      <TextInput
        name="promise.amount"
        label={t('label.promise_amount')}
        hint={t('hint.promise_amount')}
        inputMode="decimal"
        autoComplete="off"
        value={promise?.amount ?? ''}
      />
      <TextInput
        name="promise.unit"
        label={t('label.promise_unit')}
        hint={t('hint.promise_unit')}
        list="units"
        autoComplete="off"
        value={promise?.unit ?? ''}
      />
      <datalist id="units">
        {['EUR', 'USD', 'GBP', 'CHF', 'times', 'minutes', 'points', 'items'].map((unit) => (
          <option key={unit} value={unit} />
        ))}
      </datalist>
    </div>
  );
}
