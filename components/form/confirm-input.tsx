'use client';

import { type ReactNode, use } from 'react';
import { FormStateContext } from './action-form.tsx';

/** The tick that lets a form do what its notice says; it stands there only once there is something to confirm. */
export function ConfirmInput({ label }: { label: ReactNode }) {
  const state = use(FormStateContext);
  if (state.status !== 'confirm') return null;
  return (
    <label className="mb-4 flex min-h-11 cursor-pointer items-center gap-3 text-sm">
      <input
        key={state.token}
        type="checkbox"
        name="confirmed"
        value={state.token}
        className="size-5 shrink-0 accent-accent"
      />
      <span>{label}</span>
    </label>
  );
}
