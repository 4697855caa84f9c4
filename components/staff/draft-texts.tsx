import { getTranslations } from 'next-intl/server';
import type { DraftTerms } from '#lib/terms.ts';
import { LocalTextInputs } from './local-text-inputs.tsx';

export type DraftText = 'title' | 'give' | 'get' | 'off';

/** What customers read, the brand's languages side by side. */
export async function DraftTexts(props: {
  texts: readonly DraftText[];
  languages: readonly string[];
  draft: DraftTerms;
}) {
  const t = await getTranslations('staff.draft');
  return props.texts.map((text) => (
    <LocalTextInputs
      key={text}
      name={text}
      legend={t(`label.${text}`)}
      hint={t(`hint.${text}`)}
      languages={props.languages}
      text={props.draft[text]}
      long={text !== 'title'}
    />
  ));
}
