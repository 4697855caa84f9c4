import { getTranslations } from 'next-intl/server';
import type { FormState } from '#lib/form-state.ts';
import { ActionForm } from '../form/action-form.tsx';
import { CheckInput } from '../form/inputs.tsx';
import { Button } from '../ui/button.tsx';

/** Takes an exchange out of use; folded away, for it is for good. */
export async function RetireForm(props: {
  revision: number;
  action: (previous: FormState, form: FormData) => Promise<FormState>;
}) {
  const t = await getTranslations('staff.draft');
  return (
    <details className="mt-12 border-rule border-t pt-3 print:hidden">
      <summary className="inline-flex min-h-11 cursor-pointer items-center text-accent text-sm underline underline-offset-4">
        {t('retire')}
      </summary>
      <p className="mb-2 max-w-prose text-sm">{t('retireLead')}</p>
      <ActionForm action={props.action}>
        <input type="hidden" name="revision" value={props.revision} />
        <CheckInput name="confirmRetire" label={t('retireConfirm')} />
        <Button weight="plain" className="mt-2">
          {t('retire')}
        </Button>
      </ActionForm>
    </details>
  );
}
