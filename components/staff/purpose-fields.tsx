import type { LocalText } from '#lib/local-text.ts';
import type { Reader } from '../reader.ts';
import { NameInputs, StandardKeyInput } from './named-inputs.tsx';

export function PurposeFields(props: {
  purpose: { name: LocalText; standardKey: string } | null;
  languages: readonly string[];
  reader: Reader;
}) {
  const t = props.reader.t('staff.purposes');
  return (
    <>
      <NameInputs held={props.purpose} languages={props.languages} t={t} />
      <StandardKeyInput value={props.purpose?.standardKey} t={t} />
    </>
  );
}
