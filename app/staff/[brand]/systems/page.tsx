import { staffPage } from '#auth/entry.ts';
import { SystemTable } from '#components/delivery/system-table.tsx';
import { UnreadableNotice } from '#components/delivery/unreadable-notice.tsx';
import { reader, wordsOf } from '#components/reader.ts';
import { StaffPage } from '#components/staff/staff-page.tsx';
import { ButtonLink } from '#components/ui/button.tsx';
import { Empty } from '#components/ui/page.tsx';
import { unreadableOf } from '#domain/seal/unreadable.ts';
import { listSystems } from '#domain/system/queries.ts';
import { ownSealKey } from '#lib/seal.ts';
import { systemsTitle } from './systems-title.ts';

type Props = { params: Promise<{ brand: string }> };

export const generateMetadata = ({ params }: Props) => systemsTitle(params);

/** Every system that hears of choices, and whether it does. */
export default async function SystemsPage({ params }: Props) {
  const entry = await staffPage((await params).brand, 'owner', 'editor');
  const { brand, ctx } = entry;
  const [systems, unreadable, its] = await Promise.all([
    listSystems(ctx),
    unreadableOf(ctx, ownSealKey()),
    reader(),
  ]);
  const t = its.t('systems');
  const add = (
    <ButtonLink weight="main" href={`/staff/${brand.slug}/systems/new`}>
      {t('new')}
    </ButtonLink>
  );
  return (
    <StaffPage entry={entry} place="systems" title={t('title')} lead={t('lead')} actions={add}>
      <UnreadableNotice brand={brand} unreadable={unreadable} systems={systems} reader={its} />
      {systems.length === 0 ? (
        <Empty>{t('empty')}</Empty>
      ) : (
        <SystemTable brand={brand.slug} systems={systems} words={wordsOf(its.locale, brand)} reader={its} />
      )}
    </StaffPage>
  );
}
