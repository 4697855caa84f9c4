import { getTranslations } from 'next-intl/server';
import { staffTitle } from '#app/staff/staff-title.ts';
import { staffPage } from '#auth/entry.ts';
import { AuditTable } from '#components/staff/audit-table.tsx';
import { StaffPage } from '#components/staff/staff-page.tsx';
import { Empty } from '#components/ui/page.tsx';
import { Pager } from '#components/ui/pager.tsx';
import { listAudit } from '#domain/audit/list-audit.ts';

type Props = { params: Promise<{ brand: string }>; searchParams: Promise<{ before?: string | string[] }> };

export const generateMetadata = ({ params }: Props) => staffTitle(params, 'audit.title');

/** Everything that was done here, newest first. */
export default async function AuditPage({ params, searchParams }: Props) {
  const entry = await staffPage((await params).brand, 'owner');
  const before = rowId((await searchParams).before);
  const [{ rows, older }, t] = await Promise.all([
    listAudit(entry.ctx, { before }),
    getTranslations('staff.audit'),
  ]);
  const path = `/staff/${entry.brand.slug}/audit`;
  return (
    <StaffPage entry={entry} place="audit" title={t('title')} lead={t('lead')}>
      {rows.length === 0 ? <Empty>{t('empty')}</Empty> : <AuditTable rows={rows} />}
      <Pager
        label={t('pages')}
        newer={before ? { href: path, text: t('newer') } : undefined}
        older={older ? { href: `${path}?before=${older}`, text: t('older') } : undefined}
      />
    </StaffPage>
  );
}

const rowId = (text: string | string[] | undefined) =>
  typeof text === 'string' && /^[1-9]\d{0,14}$/.test(text) ? Number(text) : undefined;
