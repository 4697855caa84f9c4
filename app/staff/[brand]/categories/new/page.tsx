import { brandLanguages } from '#app/staff/brand-languages.ts';
import { NamedPage } from '#app/staff/named-page.tsx';
import { staffTitle } from '#app/staff/staff-title.ts';
import { staffPage } from '#auth/entry.ts';
import { reader } from '#components/reader.ts';
import { CategoryFields } from '#components/staff/category-fields.tsx';
import { addCategory } from '../actions.ts';

type Props = { params: Promise<{ brand: string }> };

export const generateMetadata = ({ params }: Props) => staffTitle(params, 'categories.new');

export default async function NewCategoryPage({ params }: Props) {
  const entry = await staffPage((await params).brand, 'owner', 'editor');
  const { brand } = entry;
  return (
    <NamedPage entry={entry} room="categories" action={addCategory.bind(null, brand.slug)}>
      <CategoryFields
        category={null}
        languages={brandLanguages(brand)}
        fixed={false}
        reader={await reader()}
      />
    </NamedPage>
  );
}
