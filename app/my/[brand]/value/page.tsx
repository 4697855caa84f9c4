import { reader, wordsOf } from '#components/reader.ts';
import { Empty, Page, PageHead, Section } from '#components/ui/page.tsx';
import { Pager } from '#components/ui/pager.tsx';
import { BenefitTable } from '#components/value/benefit-table.tsx';
import { CapitalFilter } from '#components/value/capital-filter.tsx';
import { ValueChart } from '#components/value/value-chart.tsx';
import { listBenefits } from '#domain/benefit/list-benefits.ts';
import { valueByMonth } from '#domain/benefit/value-by-month.ts';
import { firstOf } from '#lib/first-of.ts';
import { capitals } from '#lib/terms.ts';
import { brandTitle } from '../brand-title.ts';
import { customerVisit } from '../customer-visit.ts';
import { RecordNav } from '../record-nav.tsx';

type Props = {
  params: Promise<{ brand: string }>;
  searchParams: Promise<{ capital?: string | string[]; after?: string | string[] }>;
};

export const generateMetadata = ({ params }: Props) => brandTitle(params, 'value');

/** Every benefit, by kind of value and over time. */
export default async function ValuePage({ params, searchParams }: Props) {
  const [{ brand: address }, query] = await Promise.all([params, searchParams]);
  const entry = await customerVisit(address);
  const { ctx, brand } = entry;
  const its = await reader();
  const capital = capitals.find((each) => each === firstOf(query.capital));
  const t = its.t('my.value');
  const [months, shown] = await Promise.all([
    valueByMonth(ctx, its.timeZone),
    listBenefits(ctx, { capital, after: firstOf(query.after) }),
  ]);
  const here = `/my/${address}/value`;
  const to = (changes: Record<string, string>) =>
    `${here}?${new URLSearchParams({ ...(capital && { capital }), ...changes })}`;
  return (
    <Page>
      <RecordNav address={address} entry={entry} current="value" reader={its} />
      <PageHead title={t('title')} lead={t('lead')} />
      {months.length === 0 ? (
        <Empty>{t('none')}</Empty>
      ) : (
        <>
          <h2 className="font-semibold text-lg">{t('chartTitle')}</h2>
          <ValueChart months={months} reader={its} />
          <Section title={t('listTitle')}>
            <CapitalFilter here={here} current={capital} reader={its} />
            <BenefitTable benefits={shown.benefits} words={wordsOf(its.locale, brand)} reader={its} />
            <Pager
              label={t('pages')}
              newer={query.after ? { href: to({}), text: t('newest') } : undefined}
              older={shown.older ? { href: to({ after: shown.older }), text: t('older') } : undefined}
            />
          </Section>
        </>
      )}
    </Page>
  );
}
