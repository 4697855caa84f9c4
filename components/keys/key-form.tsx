import type { FormState } from '#lib/form-state.ts';
import { ActionForm } from '../form/action-form.tsx';
import { ChoiceGroup, SelectInput, TextInput } from '../form/inputs.tsx';
import type { Reader } from '../reader.ts';
import { Button } from '../ui/button.tsx';

const scopes = ['decide', 'ingest', 'choices'] as const;
const lives = ['30', '90', '365', ''] as const;

/** What a new key is for, what it may do, and for how long. Its secret stands above the form once it is made. */
export function KeyForm(props: {
  reader: Reader;
  action: (previous: FormState, form: FormData) => Promise<FormState>;
}) {
  const t = props.reader.t('keys');
  return (
    <ActionForm action={props.action} className="wrap-anywhere max-w-md">
      <TextInput name="name" label={t('name')} hint={t('nameHint')} autoComplete="off" />
      <ChoiceGroup name="scopes" legend={t('scopes')}>
        {scopes.map((scope) => (
          <label key={scope} className="flex min-h-11 cursor-pointer items-center gap-3 text-sm">
            <input type="checkbox" name="scopes" value={scope} className="size-5 shrink-0 accent-accent" />
            <span>{t(`scope.${scope}`)}</span>
          </label>
        ))}
      </ChoiceGroup>
      <SelectInput
        name="days"
        label={t('days')}
        value="365"
        options={lives.map((days) => ({ value: days, label: t(`life.${days || 'endless'}`) }))}
      />
      <Button>{t('addButton')}</Button>
    </ActionForm>
  );
}
