import { getTranslations } from 'next-intl/server';
import { Fragment } from 'react';
import type { FormState } from '#lib/form-state.ts';
import type { DraftTerms } from '#lib/terms.ts';
import { ActionForm } from '../form/action-form.tsx';
import { Button } from '../ui/button.tsx';
import { DraftConditions } from './draft-conditions.tsx';
import { DraftDeal } from './draft-deal.tsx';
import { DraftPromise } from './draft-promise.tsx';
import { DraftTexts } from './draft-texts.tsx';
import type { Names } from './term-words.ts';

const part = 'mb-4 border-rule border-b pb-1 font-semibold text-base mt-8 first:mt-0';

/** Everything a version says. A newer revision makes the inputs anew, so what is shown is what will be replaced. */
export async function DraftForm(props: {
  draft: DraftTerms;
  revision: number;
  hasDraft: boolean;
  languages: readonly string[];
  names: Names;
  brand: { defaultLocale: string };
  action: (previous: FormState, form: FormData) => Promise<FormState>;
}) {
  const t = await getTranslations('staff.draft');
  const { draft, revision } = props;
  return (
    <ActionForm action={props.action}>
      <Fragment key={revision}>
        <input type="hidden" name="revision" value={revision} />
        <h3 className={part}>{t('words')}</h3>
        <DraftTexts texts={['title', 'give', 'get', 'off']} languages={props.languages} draft={draft} />
        <h3 className={part}>{t('deal')}</h3>
        <DraftDeal draft={draft} names={props.names} brand={props.brand} />
        <h3 className={part}>{t('promise')}</h3>
        <p className="mb-4 text-quiet text-sm">{t('promiseLead')}</p>
        <DraftPromise draft={draft} />
        <h3 className={part}>{t('conditions')}</h3>
        <DraftConditions draft={draft} />
      </Fragment>
      <div className="flex flex-wrap items-center gap-3 border-rule border-t pt-5">
        <Button>{t('save')}</Button>
        {props.hasDraft && (
          <Button weight="plain" name="discard" value="yes">
            {t('discard')}
          </Button>
        )}
        {props.hasDraft && <span className="text-quiet text-sm">{t('discardHint')}</span>}
      </div>
    </ActionForm>
  );
}
