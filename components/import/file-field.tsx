import type { ComponentProps, ReactNode } from 'react';

/** One or more files to choose, with a name and what to know. */
export function FileField({
  label,
  hint,
  ...props
}: { name: string; label: ReactNode; hint: ReactNode } & Omit<ComponentProps<'input'>, 'name' | 'type'>) {
  return (
    <div className="mb-5">
      <label htmlFor={props.name} className="mb-1 block font-semibold text-sm">
        {label}
      </label>
      <p id={`${props.name}-hint`} className="mb-1 text-quiet text-sm">
        {hint}
      </p>
      <input
        {...props}
        type="file"
        id={props.name}
        aria-describedby={`${props.name}-hint`}
        className="block w-full min-h-11 rounded-sm border border-edge bg-sheet p-2 text-sm file:mr-3 file:min-h-8 file:rounded-sm file:border file:border-edge file:bg-sunk file:px-3 file:font-semibold file:text-ink"
      />
    </div>
  );
}
