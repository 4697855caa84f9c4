import { getTranslations } from 'next-intl/server';
import type { LocalText } from '#lib/local-text.ts';
import { TextInput } from '../form/inputs.tsx';
import { LocalTextInputs } from './local-text-inputs.tsx';

export async function PurposeFields(props: {
  purpose: { name: LocalText; standardKey: string } | null;
  languages: readonly string[];
}) {
  const t = await getTranslations('staff.purposes');
  return (
    <>
      <LocalTextInputs
        name="name"
        legend={t('label.name')}
        hint={t('hint.name')}
        languages={props.languages}
        text={props.purpose?.name}
      />
      <TextInput
        name="standardKey"
        label={t('label.standardKey')}
        hint={t('hint.standardKey')}
        value={props.purpose?.standardKey}
        autoComplete="off"
        spellCheck={false}
        autoCapitalize="none"
      />
    </>
  );
}
