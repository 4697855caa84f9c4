import { getTranslations } from 'next-intl/server';
import type { Impact } from '#domain/exchange/impact.ts';
import type { FormState } from '#lib/form-state.ts';
import type { Basis } from '#lib/terms.ts';
import { ActionForm } from '../form/action-form.tsx';
import { CheckInput } from '../form/inputs.tsx';
import { Button } from '../ui/button.tsx';
import { DraftImpact } from './draft-impact.tsx';
import { DraftMissing } from './draft-missing.tsx';

/** The last look before a draft goes live: what is missing, what it does, and the button. */
export async function PublishPanel(props: {
  impact: Impact;
  missing: readonly { input: string; label: string }[];
  hasDraft: boolean;
  liveVersion: number | null;
  revision: number;
  basis: Basis | null;
  action: (previous: FormState, form: FormData) => Promise<FormState>;
}) {
  const t = await getTranslations('staff.draft');
  const ready = props.hasDraft && props.missing.length === 0;
  return (
    <aside aria-labelledby="publishing" className="lg:sticky lg:top-6 lg:self-start">
      <h2 id="publishing" className="border-ink border-b pb-1 font-semibold text-lg">
        {t('toc')}
      </h2>
      <ActionForm action={props.action} className="mt-4">
        {!props.hasDraft && <p className="text-quiet text-sm">{t('nothingToPublish')}</p>}
        {props.hasDraft && (
          <>
            <DraftMissing missing={props.missing} />
            <h3 className="mt-5 mb-1 font-semibold text-sm">{t('impact')}</h3>
            <DraftImpact impact={props.impact} live={props.liveVersion !== null} basis={props.basis} />
          </>
        )}
        {ready && (
          <div className="mt-5 border-rule border-t pt-3">
            <input type="hidden" name="revision" value={props.revision} />
            <CheckInput name="confirm" label={t('confirm')} />
            <p className="mt-1 mb-4 text-quiet text-sm">{t('publishSaved')}</p>
            <Button>{t('publish', { version: (props.liveVersion ?? 0) + 1 })}</Button>
          </div>
        )}
      </ActionForm>
    </aside>
  );
}
