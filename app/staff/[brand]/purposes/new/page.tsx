import { getTranslations } from 'next-intl/server';
import { brandLanguages } from '#app/staff/brand-languages.ts';
import { staffTitle } from '#app/staff/staff-title.ts';
import { staffPage } from '#auth/entry.ts';
import { ActionForm } from '#components/form/action-form.tsx';
import { TextInput } from '#components/form/inputs.tsx';
import { BackLink } from '#components/staff/back-link.tsx';
import { PurposeFields } from '#components/staff/purpose-fields.tsx';
import { StaffPage } from '#components/staff/staff-page.tsx';
import { Button } from '#components/ui/button.tsx';
import { addPurpose } from '../actions.ts';

type Props = { params: Promise<{ brand: string }> };

export const generateMetadata = ({ params }: Props) => staffTitle(params, 'purposes.new');

export default async function NewPurposePage({ params }: Props) {
  const entry = await staffPage((await params).brand, 'owner', 'editor');
  const { brand } = entry;
  const [t, draft] = await Promise.all([getTranslations('staff.purposes'), getTranslations('staff.draft')]);
  const above = <BackLink href={`/staff/${brand.slug}/purposes`}>{t('title')}</BackLink>;
  return (
    <StaffPage entry={entry} place="purposes" title={t('new')} lead={t('newLead')} above={above}>
      <ActionForm action={addPurpose.bind(null, brand.slug)} className="max-w-3xl">
        <TextInput
          name="slug"
          label={t('label.slug')}
          hint={draft('hint.slug')}
          autoComplete="off"
          spellCheck={false}
        />
        <PurposeFields purpose={null} languages={brandLanguages(brand)} />
        <Button>{t('create')}</Button>
      </ActionForm>
    </StaffPage>
  );
}
