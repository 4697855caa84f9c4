import { getLocale } from 'next-intl/server';
import type { ReactNode } from 'react';
import type { LocalText } from '#lib/local-text.ts';
import { LongTextInput, TextInput } from '../form/inputs.tsx';

/** One text in each of the brand's languages, side by side. */
export async function LocalTextInputs(props: {
  name: string;
  legend: string;
  hint?: ReactNode;
  languages: readonly string[];
  text: LocalText | null | undefined;
  long?: boolean;
}) {
  const named = new Intl.DisplayNames(await getLocale(), { type: 'language' });
  const Input = props.long ? LongTextInput : TextInput;
  const rows = props.long ? { rows: 4 } : {};
  return (
    <fieldset className="mb-2">
      <legend className="mb-1 font-semibold text-sm">{props.legend}</legend>
      {props.hint && <p className="mb-2 text-quiet text-sm">{props.hint}</p>}
      <div className="grid gap-x-6 md:grid-cols-2">
        {props.languages.map((language) => (
          <Input
            key={language}
            name={`${props.name}.${language}`}
            {...rows}
            lang={language}
            value={props.text?.[language]}
            label={
              <span className="font-normal text-quiet">
                <span className="sr-only">{props.legend}, </span>
                {named.of(language) ?? language}
              </span>
            }
          />
        ))}
      </div>
    </fieldset>
  );
}
