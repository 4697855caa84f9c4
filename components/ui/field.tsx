import type { ComponentProps, ReactNode } from 'react';

type Shared = { name: string; label: ReactNode; hint?: ReactNode; error?: string };

const control = 'block w-full min-h-11 rounded-sm border bg-sheet px-3 py-2 text-ink placeholder:text-quiet';

/** The name, the help and the error that belong to one control, tied to it for screen readers. */
function Labelled({ name, label, hint, error, children }: Shared & { children: ReactNode }) {
  return (
    <div className="mb-5">
      <label htmlFor={name} className="mb-1 block font-semibold text-sm">
        {label}
      </label>
      {hint && (
        <p id={`${name}-hint`} className="mb-1 text-quiet text-sm">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${name}-error`} className="mb-1 text-alert text-sm">
          {error}
        </p>
      )}
      {children}
    </div>
  );
}

const tied = ({ name, hint, error }: Shared) => ({
  id: name,
  name,
  'aria-invalid': error ? true : undefined,
  'aria-describedby':
    [hint && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(' ') || undefined,
  className: `${control} ${error ? 'border-alert border-2' : 'border-edge'}`,
});

export function TextField({ label, hint, error, ...props }: Shared & Omit<ComponentProps<'input'>, 'name'>) {
  const shared = { name: props.name, label, hint, error };
  return (
    <Labelled {...shared}>
      <input type="text" {...props} {...tied(shared)} />
    </Labelled>
  );
}

export function TextArea({
  label,
  hint,
  error,
  ...props
}: Shared & Omit<ComponentProps<'textarea'>, 'name'>) {
  const shared = { name: props.name, label, hint, error };
  return (
    <Labelled {...shared}>
      <textarea rows={3} {...props} {...tied(shared)} />
    </Labelled>
  );
}

export function SelectField({
  label,
  hint,
  error,
  options,
  ...props
}: Shared &
  Omit<ComponentProps<'select'>, 'name'> & { options: readonly { value: string; label: string }[] }) {
  const shared = { name: props.name, label, hint, error };
  return (
    <Labelled {...shared}>
      <select {...props} {...tied(shared)}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Labelled>
  );
}

/** Stands above a form that was not accepted; each line leads to its field. */
export function ErrorSummary({
  title,
  fields,
}: {
  title: string;
  fields?: Readonly<Record<string, string>>;
}) {
  return (
    <div role="alert" className="mb-6 border-alert border-l-4 bg-alert-wash px-4 py-3">
      <p className="font-semibold">{title}</p>
      {fields && (
        <ul className="mt-1 list-disc pl-5">
          {Object.entries(fields).map(([name, message]) => (
            <li key={name}>
              <a href={`#${name}`} className="underline">
                {message}
              </a>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
