import { HistoryList } from '#components/history/history-list.tsx';
import { Receipts } from '#components/history/receipts.tsx';
import { reader, wordsOf } from '#components/reader.ts';
import { Empty, Notice, Page, PageHead } from '#components/ui/page.tsx';
import { Pager } from '#components/ui/pager.tsx';
import { listHistory } from '#domain/history/list-history.ts';
import { firstOf } from '#lib/first-of.ts';
import { brandTitle } from '../brand-title.ts';
import { customerVisit } from '../customer-visit.ts';
import { RecordNav } from '../record-nav.tsx';

type Props = {
  params: Promise<{ brand: string }>;
  searchParams: Promise<{ after?: string | string[]; without?: string | string[] }>;
};

export const generateMetadata = ({ params }: Props) => brandTitle(params, 'history');

/** Every choice ever made and every look-up by staff, newest first. */
export default async function HistoryPage({ params, searchParams }: Props) {
  const [{ brand: address }, query] = await Promise.all([params, searchParams]);
  const entry = await customerVisit(address);
  const { ctx, brand } = entry;
  const [shown, its] = await Promise.all([listHistory(ctx, firstOf(query.after)), reader()]);
  const t = its.t('my.history');
  const here = `/my/${address}/history`;
  return (
    <Page>
      <RecordNav address={address} entry={entry} current="history" reader={its} />
      <PageHead title={t('title')} lead={t('lead')} />
      {query.without === 'proof' && <Notice>{its.t('verify.history')('noProof')}</Notice>}
      {query.without === 'signature' && <Notice alert>{its.t('verify.history')('unsigned')}</Notice>}
      {shown.entries.some(({ kind }) => kind === 'choice') && (
        <Receipts address={address} brand={brand.slug} reader={its} />
      )}
      {shown.entries.length === 0 ? (
        <Empty>{t('none')}</Empty>
      ) : (
        <HistoryList
          entries={shown.entries}
          words={wordsOf(its.locale, brand)}
          receipts={`/my/${address}/receipts`}
        />
      )}
      <Pager
        label={t('pages')}
        newer={query.after ? { href: here, text: t('newest') } : undefined}
        older={shown.older ? { href: `${here}?after=${shown.older}`, text: t('older') } : undefined}
      />
    </Page>
  );
}
