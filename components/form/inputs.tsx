'use client';

import { type ComponentProps, type ReactNode, use } from 'react';
import { SelectField, TextArea, TextField } from '../ui/field.tsx';
import { FormStateContext } from './action-form.tsx';

type Kept = { name: string; value?: string };

/** What stands in a field and what is wrong with it: as typed when the form was not accepted, else as given. */
function useKept({ name, value = '' }: Kept) {
  const state = use(FormStateContext);
  if (state.status === 'confirm') return { value: state.values[name] ?? '', error: undefined };
  if (state.status !== 'failed') return { value, error: undefined };
  return { value: state.values ? (state.values[name] ?? '') : value, error: state.fields?.[name] };
}

export function TextInput({ value, ...props }: Omit<ComponentProps<typeof TextField>, 'error'> & Kept) {
  const kept = useKept({ name: props.name, value });
  return <TextField {...props} defaultValue={kept.value} error={kept.error} />;
}

export function LongTextInput({ value, ...props }: Omit<ComponentProps<typeof TextArea>, 'error'> & Kept) {
  const kept = useKept({ name: props.name, value });
  return <TextArea {...props} defaultValue={kept.value} error={kept.error} />;
}

/** React does not move a select to a new default: a new key makes it anew. */
export function SelectInput({ value, ...props }: Omit<ComponentProps<typeof SelectField>, 'error'> & Kept) {
  const kept = useKept({ name: props.name, value });
  return <SelectField key={kept.value} {...props} defaultValue={kept.value} error={kept.error} />;
}

export function CheckInput(props: { name: string; label: ReactNode; checked?: boolean }) {
  const kept = useKept({ name: props.name, value: props.checked ? 'on' : '' });
  return (
    <label className="flex min-h-11 cursor-pointer items-center gap-3 text-sm">
      <input
        key={kept.value}
        type="checkbox"
        id={props.name}
        name={props.name}
        value="on"
        defaultChecked={kept.value === 'on'}
        aria-invalid={kept.error ? true : undefined}
        className="size-5 shrink-0 accent-accent"
      />
      <span>{props.label}</span>
    </label>
  );
}

/** Checkboxes or radio buttons that belong together, with the one error that is about all of them. */
export function ChoiceGroup(props: {
  name: string;
  legend: ReactNode;
  hint?: ReactNode;
  children: ReactNode;
}) {
  const { error } = useKept({ name: props.name });
  return (
    <fieldset id={props.name} tabIndex={-1} className="mb-5 outline-none">
      <legend className="font-semibold text-sm">{props.legend}</legend>
      {props.hint && <p className="text-quiet text-sm">{props.hint}</p>}
      {error && <p className="text-alert text-sm">{error}</p>}
      {props.children}
    </fieldset>
  );
}

export function RadioInput(props: { name: string; option: string; label: ReactNode; value?: string }) {
  const kept = useKept({ name: props.name, value: props.value });
  return (
    <label className="flex min-h-11 cursor-pointer items-center gap-3 text-sm">
      <input
        key={kept.value}
        type="radio"
        name={props.name}
        value={props.option}
        defaultChecked={kept.value === props.option}
        className="size-5 shrink-0 accent-accent"
      />
      <span>{props.label}</span>
    </label>
  );
}
