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
  const chosen = { locale: typed?.locale ?? locale, timeZone: typed?.timeZone ?? timeZone };
  return (
    <form action={submit} className="max-w-md">
      {state.status === 'failed' && <Notice alert>{state.message}</Notice>}
      {state.status === 'done' && <Notice>{state.message}</Notice>}
      {/* A new key where the choice changed: React empties a form after its action, back to what was first drawn. */}
      <SelectField
        key={`locale ${chosen.locale}`}
        name="locale"
        label={text.language}
        options={languages}
        defaultValue={chosen.locale}
      />
      <SelectField
        key={`zone ${chosen.timeZone}`}
        name="timeZone"
        label={text.zone}
        options={zones}
        defaultValue={chosen.timeZone}
      />
      <Button weight="plain" disabled={pending}>
        {text.save}
      </Button>
    </form>
  );
}
