import { notFound } from 'next/navigation';
import { brandLanguages } from '#app/staff/brand-languages.ts';
import { NamedPage } from '#app/staff/named-page.tsx';
import { staffTitle } from '#app/staff/staff-title.ts';
import { staffPage } from '#auth/entry.ts';
import { reader, wordsOf } from '#components/reader.ts';
import { PurposeFields } from '#components/staff/purpose-fields.tsx';
import { listStaffPurposes } from '#domain/purpose/queries.ts';
import { savePurpose } from '../actions.ts';

type Props = { params: Promise<{ brand: string; purpose: string }> };

export const generateMetadata = ({ params }: Props) => staffTitle(params, 'purposes.title');

export default async function PurposePage({ params }: Props) {
  const { brand: brandSlug, purpose: slug } = await params;
  const entry = await staffPage(brandSlug, 'owner', 'editor');
  const { brand, ctx } = entry;
  const [purposes, its] = await Promise.all([listStaffPurposes(ctx), reader()]);
  const purpose = purposes.find((each) => each.slug === slug) ?? notFound();
  const title = wordsOf(its.locale, brand)(purpose.name);
  return (
    <NamedPage
      entry={entry}
      room="purposes"
      action={savePurpose.bind(null, brand.slug, slug)}
      held={{ title, seen: purpose.seen }}
    >
      <PurposeFields purpose={purpose} languages={brandLanguages(brand, purpose.name)} reader={its} />
    </NamedPage>
  );
}
