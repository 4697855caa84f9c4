import { staffPage } from '#auth/entry.ts';
import { reader, wordsOf } from '#components/reader.ts';
import { StaffPage } from '#components/staff/staff-page.tsx';
import { OwnOfTeamList, WaitingList } from '#components/staff/waiting-list.tsx';
import { Empty, Section } from '#components/ui/page.tsx';
import { Pager } from '#components/ui/pager.tsx';
import { listOwnOfTeam, listWaiting } from '#domain/identifier/waiting.ts';
import { decide, decideLoad } from './actions.ts';

type Props = { params: Promise<{ brand: string }>; searchParams: Promise<{ after?: string | string[] }> };

export async function generateMetadata({ params }: Props) {
  const { brand } = await staffPage((await params).brand);
  const { locale, t } = await reader();
  return { title: `${t('identity.staff')('title')} · ${wordsOf(locale, brand)(brand.name)}` };
}

/** Addresses and accounts that a second person has to confirm before they open a record. */
export default async function IdentifiersPage({ params, searchParams }: Props) {
  const entry = await staffPage((await params).brand, 'owner', 'editor', 'support');
  const { ctx, brand } = entry;
  const after = rowId((await searchParams).after);
  const [{ changes, more }, own, its] = await Promise.all([
    listWaiting(ctx, after),
    after ? [] : listOwnOfTeam(ctx),
    reader(),
  ]);
  const t = its.t('identity.staff');
  const here = `/staff/${brand.slug}/identifiers`;
  const ofSeen = (seen: Parameters<typeof decide>[1]) => decide.bind(null, brand.slug, seen);
  return (
    <StaffPage entry={entry} place="identifiers" title={t('title')} lead={t('lead')}>
      {changes.length === 0 && own.length === 0 && <Empty>{t('none')}</Empty>}
      <WaitingList
        changes={changes}
        reader={its}
        decide={ofSeen}
        decideLoad={(change) => decideLoad.bind(null, brand.slug, change)}
      />
      <Pager
        label={t('pages')}
        newer={after ? { href: here, text: t('start') } : undefined}
        older={more ? { href: `${here}?after=${more}`, text: t('more') } : undefined}
      />
      {own.length > 0 && (
        <Section title={t('team')} lead={t('teamLead')}>
          <OwnOfTeamList own={own} reader={its} decide={ofSeen} />
        </Section>
      )}
    </StaffPage>
  );
}

const rowId = (text: string | string[] | undefined) =>
  typeof text === 'string' && /^[1-9]\d{0,14}$/.test(text) ? Number(text) : undefined;
