'use client';

import { useActionState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { SelectField } from '#components/ui/field.tsx';
import { Notice } from '#components/ui/page.tsx';
import { type FormState, idle } from '#lib/form-state.ts';

type Option = { value: string; label: string };

type Props = {
  action: (state: FormState, form: FormData) => Promise<FormState>;
  locale: string;
  timeZone: string;
  languages: readonly Option[];
  zones: readonly Option[];
  text: { language: string; zone: string; save: string };
};

export function ReadingForm({ action, locale, timeZone, languages, zones, text }: Props) {
  const [state, submit, pending] = useActionState(action, idle);
  const typed = state.status === 'failed' ? state.values : undefined;
  return (
    <form action={submit} className="max-w-md">
      {state.status === 'failed' && <Notice alert>{state.message}</Notice>}
      {state.status === 'done' && <Notice>{state.message}</Notice>}
      <SelectField
        key={`locale ${locale}`}
        name="locale"
        label={text.language}
        options={languages}
        defaultValue={typed?.locale ?? locale}
      />
      <SelectField
        key={`zone ${timeZone}`}
        name="timeZone"
        label={text.zone}
        options={zones}
        defaultValue={typed?.timeZone ?? timeZone}
      />
      <Button weight="plain" disabled={pending}>
        {text.save}
      </Button>
    </form>
  );
}
