import { getTranslations } from 'next-intl/server';
import { staffTitle } from '#app/staff/staff-title.ts';
import { staffPage } from '#auth/entry.ts';
import { OverdueNotice } from '#components/delivery/overdue-notice.tsx';
import { reader, wordsOf } from '#components/reader.ts';
import { OptInTable } from '#components/staff/opt-in-table.tsx';
import { OverviewFigures } from '#components/staff/overview-figures.tsx';
import { StaffPage } from '#components/staff/staff-page.tsx';
import { ValueGiven } from '#components/staff/value-given.tsx';
import { Section } from '#components/ui/page.tsx';
import { readOverview } from '#domain/brand/overview.ts';
import { listOverdue } from '#domain/delivery/list-overdue.ts';

type Props = { params: Promise<{ brand: string }> };

export const generateMetadata = ({ params }: Props) => staffTitle(params, 'overview.title');

/** The brand in totals. */
export default async function OverviewPage({ params }: Props) {
  const entry = await staffPage((await params).brand);
  const { brand, ctx } = entry;
  const { role } = ctx.actor;
  const [overview, overdue, t, staff, its] = await Promise.all([
    readOverview(ctx),
    role === 'owner' || role === 'editor' ? listOverdue(ctx) : [],
    getTranslations('staff.overview'),
    getTranslations('staff'),
    reader(),
  ]);
  const words = wordsOf(its.locale, brand);
  const lead = role === 'analyst' ? `${t('lead')} ${staff('fewHint')}` : t('lead');
  return (
    <StaffPage entry={entry} place="overview" title={t('title')} lead={lead}>
      <OverdueNotice brand={brand.slug} systems={overdue} words={words} reader={its} />
      <OverviewFigures overview={overview} />
      <Section title={t('optIn')} lead={t('optInLead')}>
        <OptInTable overview={overview} words={words} />
      </Section>
      <Section title={t('value')} lead={t('valueLead')}>
        <ValueGiven value={overview.value} running={overview.months.at(-1)} />
      </Section>
    </StaffPage>
  );
}
