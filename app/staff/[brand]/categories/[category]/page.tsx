import { notFound } from 'next/navigation';
import { brandLanguages } from '#app/staff/brand-languages.ts';
import { NamedPage } from '#app/staff/named-page.tsx';
import { staffTitle } from '#app/staff/staff-title.ts';
import { staffPage } from '#auth/entry.ts';
import { reader, wordsOf } from '#components/reader.ts';
import { CategoryFields } from '#components/staff/category-fields.tsx';
import { listStaffCategories } from '#domain/category/queries.ts';
import { saveCategory } from '../actions.ts';

type Props = { params: Promise<{ brand: string; category: string }> };

export const generateMetadata = ({ params }: Props) => staffTitle(params, 'categories.title');

export default async function CategoryPage({ params }: Props) {
  const { brand: brandSlug, category: slug } = await params;
  const entry = await staffPage(brandSlug, 'owner', 'editor');
  const { brand, ctx } = entry;
  const [categories, its] = await Promise.all([listStaffCategories(ctx), reader()]);
  const category = categories.find((each) => each.slug === slug) ?? notFound();
  const { name, held, seen } = category;
  const title = wordsOf(its.locale, brand)(name);
  const lead = its.t('staff.categories')('entries', { count: held });
  return (
    <NamedPage
      entry={entry}
      room="categories"
      action={saveCategory.bind(null, brand.slug, slug)}
      held={{ title, lead, seen }}
    >
      <CategoryFields
        category={category}
        languages={brandLanguages(brand, name, category.summary)}
        fixed={held > 0}
        reader={its}
      />
    </NamedPage>
  );
}
