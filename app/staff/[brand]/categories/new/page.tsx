import { getTranslations } from 'next-intl/server';
import { brandLanguages } from '#app/staff/brand-languages.ts';
import { staffTitle } from '#app/staff/staff-title.ts';
import { staffPage } from '#auth/entry.ts';
import { ActionForm } from '#components/form/action-form.tsx';
import { TextInput } from '#components/form/inputs.tsx';
import { BackLink } from '#components/staff/back-link.tsx';
import { CategoryFields } from '#components/staff/category-fields.tsx';
import { StaffPage } from '#components/staff/staff-page.tsx';
import { Button } from '#components/ui/button.tsx';
import { addCategory } from '../actions.ts';

type Props = { params: Promise<{ brand: string }> };

export const generateMetadata = ({ params }: Props) => staffTitle(params, 'categories.new');

export default async function NewCategoryPage({ params }: Props) {
  const entry = await staffPage((await params).brand, 'owner', 'editor');
  const { brand } = entry;
  const [t, draft] = await Promise.all([getTranslations('staff.categories'), getTranslations('staff.draft')]);
  const above = <BackLink href={`/staff/${brand.slug}/categories`}>{t('title')}</BackLink>;
  return (
    <StaffPage entry={entry} place="categories" title={t('new')} lead={t('newLead')} above={above}>
      <ActionForm action={addCategory.bind(null, brand.slug)} className="max-w-3xl">
        <TextInput
          name="slug"
          label={t('label.slug')}
          hint={draft('hint.slug')}
          autoComplete="off"
          spellCheck={false}
        />
        <CategoryFields category={null} languages={brandLanguages(brand)} fixed={false} />
        <Button>{t('create')}</Button>
      </ActionForm>
    </StaffPage>
  );
}
