import { getTranslations } from 'next-intl/server';
import { brandLanguages } from '#app/staff/brand-languages.ts';
import { staffTitle } from '#app/staff/staff-title.ts';
import { staffPage } from '#auth/entry.ts';
import { ActionForm } from '#components/form/action-form.tsx';
import { reader } from '#components/reader.ts';
import { BackLink } from '#components/staff/back-link.tsx';
import { DraftDeal } from '#components/staff/draft-deal.tsx';
import { DraftTexts } from '#components/staff/draft-texts.tsx';
import { SlugInput } from '#components/staff/slug-input.tsx';
import { StaffPage } from '#components/staff/staff-page.tsx';
import { Button } from '#components/ui/button.tsx';
import { listNames } from '#domain/category/list-names.ts';
import { createDraft } from '../actions.ts';

type Props = { params: Promise<{ brand: string }> };

export const generateMetadata = ({ params }: Props) => staffTitle(params, 'new.title');

/** The first lines of a new exchange; the rest is written on its own page. */
export default async function NewExchangePage({ params }: Props) {
  const entry = await staffPage((await params).brand, 'owner', 'editor');
  const { brand, ctx } = entry;
  const [names, t, draft, exchanges, its] = await Promise.all([
    listNames(ctx),
    getTranslations('staff.new'),
    getTranslations('staff.draft'),
    getTranslations('staff.exchanges'),
    reader(),
  ]);
  return (
    <StaffPage
      entry={entry}
      place="exchanges"
      title={t('title')}
      lead={t('lead')}
      above={<BackLink href={`/staff/${brand.slug}/exchanges`}>{exchanges('title')}</BackLink>}
    >
      <ActionForm action={createDraft.bind(null, brand.slug)} className="max-w-3xl">
        <SlugInput label={draft('label.slug')} reader={its} />
        <DraftTexts texts={['title']} languages={brandLanguages(brand)} draft={{}} />
        <DraftDeal draft={{}} names={names} brand={brand} />
        <Button>{t('create')}</Button>
      </ActionForm>
    </StaffPage>
  );
}
