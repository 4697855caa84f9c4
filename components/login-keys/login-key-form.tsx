import type { FormState } from '#lib/form-state.ts';
import { ActionForm } from '../form/action-form.tsx';
import { LongTextInput, TextInput } from '../form/inputs.tsx';
import type { Reader } from '../reader.ts';
import { Button } from '../ui/button.tsx';

const example = '{"kty":"OKP","crv":"Ed25519","x":"…"}';

/** A name and the public half of a key, as JSON. */
export function LoginKeyForm(props: {
  reader: Reader;
  action: (previous: FormState, form: FormData) => Promise<FormState>;
}) {
  const t = props.reader.t('keys.login');
  return (
    <ActionForm action={props.action} className="max-w-xl">
      <TextInput name="name" label={t('name')} hint={t('nameHint')} autoComplete="off" />
      <LongTextInput
        name="jwk"
        label={t('jwk')}
        hint={t('jwkHint', { example })}
        rows={5}
        spellCheck={false}
      />
      <Button>{t('addButton')}</Button>
    </ActionForm>
  );
}
