import { redirect } from 'next/navigation';
import type { StaffEntry } from '#auth/entry.ts';
import type { FormState } from '#lib/form-state.ts';
import { type NamedFields, namedLabels } from './named-labels.ts';
import { staffForm } from './staff-form.ts';

/** Writes down what the form of a category or a purpose says, and leads back to the list. */
export const namedForm =
  (list: 'categories' | 'purposes', fields: NamedFields) =>
  (brand: string, typed: FormData, write: (ctx: StaffEntry['ctx']) => Promise<void>): Promise<FormState> =>
    staffForm(
      { brand, roles: ['owner', 'editor'], typed, labels: (held) => namedLabels(fields, held) },
      async ({ ctx }) => {
        await write(ctx);
        redirect(`/staff/${brand}/${list}`);
      },
    );
