import { getTranslations } from 'next-intl/server';
import type { LocalText } from '#lib/local-text.ts';
import { ChoiceGroup, RadioInput, TextInput } from '../form/inputs.tsx';
import { LocalTextInputs } from './local-text-inputs.tsx';

const keepings = ['count', 'masked', 'value'] as const;

type Category = { name: LocalText; summary: LocalText; standardKey: string; keeps: string };

/** What a category says. The least kept stands first: a portal must not become one more hoard. */
export async function CategoryFields(props: {
  category: Category | null;
  languages: readonly string[];
  /** Data is held already: how much is kept stays as it is. */
  fixed: boolean;
}) {
  const [t, terms] = await Promise.all([getTranslations('staff.categories'), getTranslations('terms.keeps')]);
  const { category, languages, fixed } = props;
  return (
    <>
      <LocalTextInputs
        name="name"
        legend={t('label.name')}
        hint={t('hint.name')}
        languages={languages}
        text={category?.name}
      />
      <LocalTextInputs
        name="summary"
        legend={t('label.summary')}
        hint={t('hint.summary')}
        languages={languages}
        text={category?.summary}
        long
      />
      <TextInput
        name="standardKey"
        label={t('label.standardKey')}
        hint={t('hint.standardKey')}
        value={category?.standardKey}
        autoComplete="off"
        spellCheck={false}
        autoCapitalize="none"
      />
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
