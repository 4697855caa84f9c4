import type { LocalText } from '#lib/local-text.ts';
import { CheckInput, ChoiceGroup, TextInput } from '../form/inputs.tsx';
import type { Reader } from '../reader.ts';
import { LocalTextInputs } from '../staff/local-text-inputs.tsx';

/** What staff say of a system. */
export function SystemFields(props: {
  system: { name: LocalText; summary: LocalText; exchanges: readonly string[]; url: string } | null;
  exchanges: readonly { slug: string; title: string }[];
  languages: readonly string[];
  reader: Reader;
}) {
  const { system, languages } = props;
  const [label, hint] = [props.reader.t('systems.label'), props.reader.t('systems.hint')];
  return (
    <>
      <LocalTextInputs
        name="name"
        legend={label('name')}
        hint={hint('name')}
        languages={languages}
        text={system?.name}
      />
      <LocalTextInputs
        name="summary"
        legend={label('summary')}
        languages={languages}
        text={system?.summary}
        long
      />
      <TextInput
        name="url"
        type="url"
        label={label('url')}
        hint={hint('url')}
        value={system?.url}
        autoComplete="off"
        spellCheck={false}
      />
      <ChoiceGroup name="exchanges" legend={label('exchanges')}>
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
