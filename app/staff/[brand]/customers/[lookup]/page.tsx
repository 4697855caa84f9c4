import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { staffTitle } from '#app/staff/staff-title.ts';
import { staffPage } from '#auth/entry.ts';
import { reader, wordsOf } from '#components/reader.ts';
import { BackLink } from '#components/staff/back-link.tsx';
import { CustomerRecord } from '#components/staff/customer-record.tsx';
import { StaffPage } from '#components/staff/staff-page.tsx';
import { Empty, Notice } from '#components/ui/page.tsx';
import type { Ctx } from '#domain/context.ts';
import { type LookUpAnswer, readLookUp } from '#domain/customer/read-look-up.ts';
import { DomainError } from '#domain/errors.ts';
import { markWrong } from './actions.ts';

type Props = { params: Promise<{ brand: string; lookup: string }> };

export const generateMetadata = ({ params }: Props) => staffTitle(params, 'customers.title');

/** What one look-up found: open for a quarter of an hour, to the person who made it. */
export default async function LookUpPage({ params }: Props) {
  const { brand: slug, lookup } = await params;
  const entry = await staffPage(slug, 'owner', 'support');
  const [answer, t, list, { locale, format }] = await Promise.all([
    find(entry.ctx, lookup),
    getTranslations('staff.lookUp'),
    getTranslations('staff.customers'),
    reader(),
  ]);
  const isOwner = entry.ctx.actor.role === 'owner';
  const { records, at, closesAt, reason } = answer;
  const words = wordsOf(locale, entry.brand);
  return (
    <StaffPage
      entry={entry}
      place="customers"
      title={titleOf(answer, t)}
      above={<BackLink href={`/staff/${slug}/customers`}>{list('title')}</BackLink>}
    >
      {records.length === 0 ? (
        <Empty>{t('none')}</Empty>
      ) : (
        <Notice>{t('seen', { time: format.time(at), reason, closes: format.time(closesAt) })}</Notice>
      )}
      {records.map((record) => (
        <CustomerRecord
          key={record.customerId}
          record={record}
          words={words}
          titled={records.length > 1}
          markWrong={isOwner ? (link) => markWrong.bind(null, slug, link) : undefined}
        />
      ))}
    </StaffPage>
  );
}

async function find(ctx: Ctx, lookup: string): Promise<LookUpAnswer> {
  if (!/^[1-9]\d{0,14}$/.test(lookup)) notFound();
  try {
    return await readLookUp(ctx, Number(lookup));
  } catch (error) {
    if (error instanceof DomainError && error.code === 'not_found') notFound();
    throw error;
  }
}

function titleOf(
  { records }: LookUpAnswer,
  t: (key: string, values?: Record<string, string | number>) => string,
) {
  const [first] = records;
  if (!first) return t('titleNone');
  return records.length === 1
    ? t('title', { id: first.externalId })
    : t('titleMany', { count: records.length });
}
