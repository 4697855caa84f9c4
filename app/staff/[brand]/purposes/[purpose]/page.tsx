import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { Fragment } from 'react';
import { brandLanguages } from '#app/staff/brand-languages.ts';
import { staffTitle } from '#app/staff/staff-title.ts';
import { staffPage } from '#auth/entry.ts';
import { ActionForm } from '#components/form/action-form.tsx';
import { reader, wordsOf } from '#components/reader.ts';
import { BackLink } from '#components/staff/back-link.tsx';
import { PurposeFields } from '#components/staff/purpose-fields.tsx';
import { StaffPage } from '#components/staff/staff-page.tsx';
import { Button } from '#components/ui/button.tsx';
import { listStaffPurposes } from '#domain/purpose/queries.ts';
import { savePurpose } from '../actions.ts';

type Props = { params: Promise<{ brand: string; purpose: string }> };

export const generateMetadata = ({ params }: Props) => staffTitle(params, 'purposes.title');

export default async function PurposePage({ params }: Props) {
  const { brand: brandSlug, purpose: slug } = await params;
  const entry = await staffPage(brandSlug, 'owner', 'editor');
  const { brand, ctx } = entry;
  const [purposes, t, { locale }] = await Promise.all([
    listStaffPurposes(ctx),
    getTranslations('staff.purposes'),
    reader(),
  ]);
  const purpose = purposes.find((each) => each.slug === slug) ?? notFound();
  const title = wordsOf(locale, brand)(purpose.name);
  const above = <BackLink href={`/staff/${brand.slug}/purposes`}>{t('title')}</BackLink>;
  return (
    <StaffPage entry={entry} place="purposes" title={title} above={above}>
      <ActionForm action={savePurpose.bind(null, brand.slug, slug)} className="max-w-3xl">
        <Fragment key={purpose.seen}>
          <input type="hidden" name="seen" value={purpose.seen} />
          <PurposeFields purpose={purpose} languages={brandLanguages(brand)} />
        </Fragment>
        <Button>{t('save')}</Button>
      </ActionForm>
    </StaffPage>
  );
}
