import type { LocalText } from '#lib/local-text.ts';
import { CheckInput, ChoiceGroup, TextInput } from '../form/inputs.tsx';
import type { Reader } from '../reader.ts';
import { NameInputs } from '../staff/named-inputs.tsx';

/** What staff say of a system. */
export function SystemFields(props: {
  system: { name: LocalText; summary: LocalText; exchanges: readonly string[]; url: string } | null;
  exchanges: readonly { slug: string; title: string }[];
  languages: readonly string[];
  reader: Reader;
}) {
  const { system, languages } = props;
  const t = props.reader.t('systems');
  return (
    <>
      <NameInputs held={system} languages={languages} t={t} summary={{}} />
      <TextInput
        name="url"
        type="url"
        label={t('label.url')}
        hint={t('hint.url')}
        value={system?.url}
        autoComplete="off"
        spellCheck={false}
      />
      <ChoiceGroup name="exchanges" legend={t('label.exchanges')}>
        {props.exchanges.map(({ slug, title }) => (
          <CheckInput
            key={slug}
            name={`uses.${slug}`}
            label={title}
            checked={system?.exchanges.includes(slug)}
          />
        ))}
      </ChoiceGroup>
    </>
  );
}
