import { notFound } from 'next/navigation';
import { staffPage } from '#auth/entry.ts';
import { DeliveryTable } from '#components/delivery/delivery-table.tsx';
import { SystemTraffic } from '#components/delivery/system-traffic.tsx';
import { reader, wordsOf } from '#components/reader.ts';
import { Said } from '#components/said.tsx';
import { BackLink } from '#components/staff/back-link.tsx';
import { StaffPage } from '#components/staff/staff-page.tsx';
import { Notice, Section } from '#components/ui/page.tsx';
import { listDeliveries } from '#domain/delivery/list-deliveries.ts';
import { DomainError } from '#domain/errors.ts';
import { unreadableOf } from '#domain/seal/unreadable.ts';
import { findSystem } from '#domain/system/queries.ts';
import { firstOf } from '#lib/first-of.ts';
import { ownSealKey } from '#lib/seal.ts';
import { resend } from '../actions.ts';
import { exchangeOptions } from '../exchange-options.ts';
import { systemsTitle } from '../systems-title.ts';
import { ChangeSystem } from './change-system.tsx';

type Props = {
  params: Promise<{ brand: string; system: string }>;
  searchParams: Promise<{ show?: string | string[]; after?: string | string[] }>;
};

export const generateMetadata = ({ params }: Props) => systemsTitle(params);

/** One system: how it does, what is stuck, and everything that can be changed about it. */
export default async function SystemPage({ params, searchParams }: Props) {
  const { brand: brandSlug, system: slug } = await params;
  const { show, after } = await searchParams;
  const entry = await staffPage(brandSlug, 'owner', 'editor');
  const { brand, ctx } = entry;
  const stuck = show === 'stuck';
  const [system, unreadable, page, its] = await Promise.all([
    findSystem(ctx, slug).catch(missing),
    unreadableOf(ctx, ownSealKey()),
    listDeliveries(ctx, { system: slug, stuck, after: firstOf(after) }),
    reader(),
  ]);
  const exchanges = await exchangeOptions(entry, system.exchanges);
  const t = its.t('systems');
  const words = wordsOf(its.locale, brand);
  const above = <BackLink href={`/staff/${brand.slug}/systems`}>{t('title')}</BackLink>;
  return (
    <StaffPage
      entry={entry}
      place="systems"
      title={<Said text={system.name} words={words} />}
      lead={<Said text={system.summary} words={words} />}
      above={above}
    >
      {unreadable.systems.includes(slug) && <Notice alert>{t('sealed')}</Notice>}
      {system.parkedAt && <Notice alert>{t('gone')}</Notice>}
      {system.retiredAt && <Notice>{t('retire.done', { date: its.format.date(system.retiredAt) })}</Notice>}
      <SystemTraffic system={system} reader={its} />
      <Section id="deliveries" title={t('deliveries.title')} lead={t('deliveries.lead')}>
        <DeliveryTable
          path={`/staff/${brand.slug}/systems/${slug}`}
          system={system}
          page={page}
          asked={{ stuck, after: firstOf(after) }}
          titles={new Map(exchanges.map(({ slug, title }) => [slug, title]))}
          resend={resend.bind(null, brand.slug, slug)}
          reader={its}
        />
      </Section>
      {!system.retiredAt && <ChangeSystem brand={brand} system={system} exchanges={exchanges} reader={its} />}
    </StaffPage>
  );
}

function missing(error: unknown): never {
  if (error instanceof DomainError && error.code === 'not_found') notFound();
  throw error;
}
