import { brandLanguages } from '#app/staff/brand-languages.ts';
import { staffPage } from '#auth/entry.ts';
import { SystemFields } from '#components/delivery/system-fields.tsx';
import { ActionForm } from '#components/form/action-form.tsx';
import { reader } from '#components/reader.ts';
import { BackLink } from '#components/staff/back-link.tsx';
import { SlugInput } from '#components/staff/slug-input.tsx';
import { StaffPage } from '#components/staff/staff-page.tsx';
import { Button } from '#components/ui/button.tsx';
import { register } from '../actions.ts';
import { exchangeOptions } from '../exchange-options.ts';
import { systemsTitle } from '../systems-title.ts';

type Props = { params: Promise<{ brand: string }> };

export const generateMetadata = ({ params }: Props) => systemsTitle(params);

export default async function NewSystemPage({ params }: Props) {
  const entry = await staffPage((await params).brand, 'owner', 'editor');
  const { brand } = entry;
  const [its, exchanges] = await Promise.all([reader(), exchangeOptions(entry)]);
  const t = its.t('systems');
  const above = <BackLink href={`/staff/${brand.slug}/systems`}>{t('title')}</BackLink>;
  return (
    <StaffPage entry={entry} place="systems" title={t('new')} lead={t('newLead')} above={above}>
      <ActionForm action={register.bind(null, brand.slug)} className="max-w-3xl break-words">
        <SlugInput label={t('label.slug')} reader={its} />
        <SystemFields system={null} exchanges={exchanges} languages={brandLanguages(brand)} reader={its} />
        <Button>{t('create')}</Button>
      </ActionForm>
    </StaffPage>
  );
}
