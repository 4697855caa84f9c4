import type { LocalText } from '#lib/local-text.ts';
import { ChoiceGroup, RadioInput } from '../form/inputs.tsx';
import type { Reader } from '../reader.ts';
import { NameInputs, StandardKeyInput } from './named-inputs.tsx';

const keepings = ['count', 'masked', 'value'] as const;

type Category = { name: LocalText; summary: LocalText; standardKey: string; keeps: string };

/** What a category says. The least kept stands first: a portal must not become one more hoard. */
export function CategoryFields(props: {
  category: Category | null;
  languages: readonly string[];
  /** Data is held already: how much is kept stays as it is. */
  fixed: boolean;
  reader: Reader;
}) {
  const { category, languages, fixed, reader } = props;
  const [t, terms] = [reader.t('staff.categories'), reader.t('terms.keeps')];
  return (
    <>
      <NameInputs held={category} languages={languages} t={t} summary={{ hint: t('hint.summary') }} />
      <StandardKeyInput value={category?.standardKey} t={t} />
      <ChoiceGroup name="keeps" legend={t('label.keeps')} hint={fixed ? t('hint.keepsFixed') : undefined}>
        {keepings
          .filter((keeps) => !fixed || keeps === category?.keeps)
          .map((keeps) => (
            <RadioInput
              key={keeps}
              name="keeps"
              option={keeps}
              value={category?.keeps}
              label={t('keepsOption', { name: terms(keeps), hint: terms(`${keeps}Hint`) })}
            />
          ))}
      </ChoiceGroup>
    </>
  );
}
