'use client';

import { useActionState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { TextField } from '#components/ui/field.tsx';
import { Notice } from '#components/ui/page.tsx';
import { type FormState, idle } from '#lib/form-state.ts';

type Props = {
  action: (state: FormState, form: FormData) => Promise<FormState>;
  to: string;
  text: { email: string; hint: string; send: string; sending: string };
};

export function EmailForm({ action, to, text }: Props) {
  const [state, submit, pending] = useActionState(action, idle);
  const failed = state.status === 'failed' ? state : null;
  const field = failed?.fields?.email;
  return (
    <form action={submit} noValidate className="max-w-md">
      {failed && !field && <Notice alert>{failed.message}</Notice>}
      <input type="hidden" name="to" value={to} />
      <TextField
        key={failed?.values?.email}
        name="email"
        type="email"
        label={text.email}
        hint={text.hint}
        error={field}
        defaultValue={failed?.values?.email}
        autoComplete="email"
        autoCapitalize="none"
        spellCheck={false}
        required
      />
      <Button disabled={pending}>{pending ? text.sending : text.send}</Button>
    </form>
  );
}
