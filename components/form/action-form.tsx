'use client';

import { createContext, type ReactNode, useActionState, useEffect, useRef } from 'react';
import { type FormState, idle } from '#lib/form-state.ts';
import { ErrorSummary } from '../ui/field.tsx';
import { Notice } from '../ui/page.tsx';

export const FormStateContext = createContext<FormState>(idle);

/** A native form on a server action: what went wrong stands above it, and its fields keep what was typed. */
export function ActionForm(props: {
  action: (previous: FormState, form: FormData) => Promise<FormState>;
  children: ReactNode;
  className?: string;
}) {
  const [state, action, pending] = useActionState(props.action, idle);
  const report = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (state.status !== 'idle') report.current?.focus();
  }, [state]);
  return (
    <form action={action} noValidate aria-busy={pending} className={props.className}>
      <div ref={report} tabIndex={-1} className="outline-none">
        {state.status === 'failed' && <ErrorSummary title={state.message} fields={state.fields} />}
        {state.status === 'confirm' && <Notice alert>{state.message}</Notice>}
        {state.status === 'done' && state.message && <Notice>{state.message}</Notice>}
      </div>
      <FormStateContext value={state}>{props.children}</FormStateContext>
    </form>
  );
}
