import { Fragment } from 'react';
import type { FormState } from '#lib/form-state.ts';
import { capitals, holdingSources } from '#lib/terms.ts';
import { ActionForm } from '../form/action-form.tsx';
import { SelectInput, TextInput } from '../form/inputs.tsx';
import type { Reader } from '../reader.ts';
import { Button } from '../ui/button.tsx';

type Option = { value: string; label: string };

/** Lets an event become data of a category, or a benefit of an exchange. */
export function RuleForm(props: {
  as: 'holding' | 'benefit';
  type: string;
  seen: string;
  /** Categories or exchanges. */
  targets: readonly Option[];
  action: (previous: FormState, form: FormData) => Promise<FormState>;
  reader: Reader;
}) {
  const { as, type, seen, targets, action, reader } = props;
  const [t, label, hint] = [reader.t('events'), reader.t('events.label'), reader.t('events.hint')];
  const terms = reader.t('terms');
  const target = as === 'holding' ? 'category' : 'exchange';
  const path = { autoComplete: 'off', spellCheck: false, autoCapitalize: 'none' } as const;
  const options = (values: readonly string[], of: string): Option[] =>
    values.map((value) => ({ value, label: terms(`${of}.${value}`) }));
  return (
    <ActionForm action={action} className="max-w-xl">
      <Fragment key={seen}>
        <input type="hidden" name="seen" value={seen} />
        <SelectInput name={target} label={label(target)} options={targets} />
        {as === 'holding' ? (
          <SelectInput
            name="source"
            label={label('source')}
            options={options(holdingSources, 'source')}
            value={type === 'identify' ? 'provided' : 'observed'}
          />
        ) : (
          <>
            <SelectInput name="capital" label={label('capital')} options={options(capitals, 'capital')} />
            <TextInput name="amount" label={label('amount')} hint={hint('amount')} {...path} />
            <TextInput name="unit" label={label('unit')} hint={hint('unit')} {...path} />
          </>
        )}
        <TextInput name="label" label={label('label')} hint={hint('label')} {...path} />
        {as === 'holding' && <TextInput name="value" label={label('value')} hint={hint('value')} {...path} />}
        {type !== 'identify' && <TextInput name="key" label={label('key')} hint={hint('key')} {...path} />}
        <TextInput name="part" label={label('part')} hint={hint('part')} {...path} />
      </Fragment>
      <Button>{t('mapping.add')}</Button>
    </ActionForm>
  );
}
