'use client';

import { type ReactNode, useActionState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Notice } from '#components/ui/page.tsx';
import { type FormState, idle } from '#lib/form-state.ts';

type Props = {
  action: (state: FormState, form: FormData) => Promise<FormState>;
  values: Readonly<Record<string, string>>;
  weight?: 'main' | 'plain' | 'quiet';
  label?: string;
  children: ReactNode;
};

/** A form that is one button. When its action fails, it says so in its place. */
export function OneButtonForm({ action, values, weight, label, children }: Props) {
  const [state, submit, pending] = useActionState(action, idle);
  return (
    <form action={submit} className="shrink-0">
      {state.status === 'failed' && <Notice alert>{state.message}</Notice>}
      {Object.entries(values).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Button weight={weight} disabled={pending} aria-label={label}>
        {children}
      </Button>
    </form>
  );
}
