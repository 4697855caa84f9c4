import { getTranslations } from 'next-intl/server';
import { staffTitle } from '#app/staff/staff-title.ts';
import { staffPage } from '#auth/entry.ts';
import { reader, wordsOf } from '#components/reader.ts';
import { ExchangeList } from '#components/staff/exchange-list.tsx';
import { StaffPage } from '#components/staff/staff-page.tsx';
import { ButtonLink } from '#components/ui/button.tsx';
import { Empty } from '#components/ui/page.tsx';
import { listStaffExchanges } from '#domain/exchange/list-staff-exchanges.ts';

type Props = { params: Promise<{ brand: string }> };

export const generateMetadata = ({ params }: Props) => staffTitle(params, 'exchanges.title');

/** Every exchange of the brand, by how far it goes. */
export default async function ExchangesPage({ params }: Props) {
  const entry = await staffPage((await params).brand, 'owner', 'editor');
  const { brand, ctx } = entry;
  const [{ exchanges, customers }, t, { locale }] = await Promise.all([
    listStaffExchanges(ctx),
    getTranslations('staff.exchanges'),
    reader(),
  ]);
  const add = (
    <ButtonLink weight="main" href={`/staff/${brand.slug}/exchanges/new`}>
      {t('new')}
    </ButtonLink>
  );
  return (
    <StaffPage entry={entry} place="exchanges" title={t('title')} lead={t('lead')} actions={add}>
      {exchanges.length === 0 && <Empty>{t('empty')}</Empty>}
      <ExchangeList
        brand={brand.slug}
        exchanges={exchanges}
        customers={customers}
        words={wordsOf(locale, brand)}
      />
    </StaffPage>
  );
}
