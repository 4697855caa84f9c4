import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { Fragment } from 'react';
import { brandLanguages } from '#app/staff/brand-languages.ts';
import { staffTitle } from '#app/staff/staff-title.ts';
import { staffPage } from '#auth/entry.ts';
import { ActionForm } from '#components/form/action-form.tsx';
import { reader, wordsOf } from '#components/reader.ts';
import { BackLink } from '#components/staff/back-link.tsx';
import { CategoryFields } from '#components/staff/category-fields.tsx';
import { StaffPage } from '#components/staff/staff-page.tsx';
import { Button } from '#components/ui/button.tsx';
import { listStaffCategories } from '#domain/category/queries.ts';
import { saveCategory } from '../actions.ts';

type Props = { params: Promise<{ brand: string; category: string }> };

export const generateMetadata = ({ params }: Props) => staffTitle(params, 'categories.title');

export default async function CategoryPage({ params }: Props) {
  const { brand: brandSlug, category: slug } = await params;
  const entry = await staffPage(brandSlug, 'owner', 'editor');
  const { brand, ctx } = entry;
  const [categories, t, { locale }] = await Promise.all([
    listStaffCategories(ctx),
    getTranslations('staff.categories'),
    reader(),
  ]);
  const category = categories.find((each) => each.slug === slug) ?? notFound();
  const title = wordsOf(locale, brand)(category.name);
  const above = <BackLink href={`/staff/${brand.slug}/categories`}>{t('title')}</BackLink>;
  return (
    <StaffPage
      entry={entry}
      place="categories"
      title={title}
      lead={t('entries', { count: category.held })}
      above={above}
    >
      <ActionForm action={saveCategory.bind(null, brand.slug, slug)} className="max-w-3xl">
        <Fragment key={category.seen}>
          <input type="hidden" name="seen" value={category.seen} />
          <CategoryFields category={category} languages={brandLanguages(brand)} fixed={category.held > 0} />
        </Fragment>
        <Button>{t('save')}</Button>
      </ActionForm>
    </StaffPage>
  );
}
