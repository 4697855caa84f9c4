import { TextInput } from '../form/inputs.tsx';
import type { Reader } from '../reader.ts';

/** The name in the address, which something gets once. */
export const SlugInput = ({ label, reader }: { label: string; reader: Reader }) => (
  <TextInput
    name="slug"
    label={label}
    hint={reader.t('staff.draft')('hint.slug')}
    autoComplete="off"
    spellCheck={false}
  />
);
