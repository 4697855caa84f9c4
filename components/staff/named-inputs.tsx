import type { LocalText } from '#lib/local-text.ts';
import { TextInput } from '../form/inputs.tsx';
import type { Translate } from '../reader.ts';
import { LocalTextInputs } from './local-text-inputs.tsx';

/** A name, and where there is one a summary, in each of the brand's languages. */
export function NameInputs(props: {
  held: { name: LocalText; summary?: LocalText } | null;
  languages: readonly string[];
  t: Translate;
  summary?: { hint?: string };
}) {
  const { held, languages, t, summary } = props;
  return (
    <>
      <LocalTextInputs
        name="name"
        legend={t('label.name')}
        hint={t('hint.name')}
        languages={languages}
        text={held?.name}
      />
      {summary && (
        <LocalTextInputs
          name="summary"
          legend={t('label.summary')}
          hint={summary.hint}
          languages={languages}
          text={held?.summary}
          long
        />
      )}
    </>
  );
}

/** A key of the Fides taxonomy, which other programs know it by. */
export const StandardKeyInput = ({ value, t }: { value: string | undefined; t: Translate }) => (
  <TextInput
    name="standardKey"
    label={t('label.standardKey')}
    hint={t('hint.standardKey')}
    value={value}
    autoComplete="off"
    spellCheck={false}
    autoCapitalize="none"
  />
);
