import { brandLanguages } from '#app/staff/brand-languages.ts';
import { NamedPage } from '#app/staff/named-page.tsx';
import { staffTitle } from '#app/staff/staff-title.ts';
import { staffPage } from '#auth/entry.ts';
import { reader } from '#components/reader.ts';
import { PurposeFields } from '#components/staff/purpose-fields.tsx';
import { addPurpose } from '../actions.ts';

type Props = { params: Promise<{ brand: string }> };

export const generateMetadata = ({ params }: Props) => staffTitle(params, 'purposes.new');

export default async function NewPurposePage({ params }: Props) {
  const entry = await staffPage((await params).brand, 'owner', 'editor');
  const { brand } = entry;
  return (
    <NamedPage entry={entry} room="purposes" action={addPurpose.bind(null, brand.slug)}>
      <PurposeFields purpose={null} languages={brandLanguages(brand)} reader={await reader()} />
    </NamedPage>
  );
}
