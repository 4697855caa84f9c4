import { getTranslations } from 'next-intl/server';
import { staffTitle } from '#app/staff/staff-title.ts';
import { staffPage } from '#auth/entry.ts';
import { ActionForm } from '#components/form/action-form.tsx';
import { ChoiceGroup, LongTextInput, RadioInput, TextInput } from '#components/form/inputs.tsx';
import { StaffPage } from '#components/staff/staff-page.tsx';
import { Button } from '#components/ui/button.tsx';
import { lookUp } from './actions.ts';

type Props = { params: Promise<{ brand: string }> };

export const generateMetadata = ({ params }: Props) => staffTitle(params, 'customers.title');

/** Where support finds one customer, and says why. */
export default async function CustomersPage({ params }: Props) {
  const entry = await staffPage((await params).brand, 'owner', 'support');
  const t = await getTranslations('staff.customers');
  return (
    <StaffPage entry={entry} place="customers" title={t('title')} lead={t('lead')}>
      <ActionForm action={lookUp.bind(null, entry.brand.slug)} className="max-w-lg">
        <ChoiceGroup name="by" legend={t('by')}>
          <div className="flex flex-wrap gap-x-8">
            {(['external_id', 'email'] as const).map((by) => (
              <RadioInput key={by} name="by" option={by} label={t(by)} value="external_id" />
            ))}
          </div>
        </ChoiceGroup>
        <TextInput
          name="value"
          label={t('value')}
          hint={t('valueHint')}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
        />
        <LongTextInput name="reason" label={t('reason')} hint={t('reasonHint')} rows={2} maxLength={300} />
        <Button>{t('search')}</Button>
      </ActionForm>
    </StaffPage>
  );
}
