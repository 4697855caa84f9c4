import { rowWords } from '#components/exchange/row-words.ts';
import { reader, wordsOf } from '#components/reader.ts';
import { categoryView } from '#components/statement/category-view.ts';
import { SignalNotice } from '#components/statement/signal-notice.tsx';
import { StatementBoard } from '#components/statement/statement-board.tsx';
import { StatementTotals } from '#components/statement/statement-totals.tsx';
import { switchWords } from '#components/switch/switch-words.ts';
import { Empty, Page, PageHead } from '#components/ui/page.tsx';
import { findStatement } from '#domain/statement/queries.ts';
import { setExchanges } from './actions.ts';
import { brandTitle } from './brand-title.ts';
import { customerVisit } from './customer-visit.ts';
import { RecordNav } from './record-nav.tsx';

type Props = { params: Promise<{ brand: string }> };

export const generateMetadata = ({ params }: Props) => brandTitle(params);

/** The statement of account: what you give, what you get, and the switch between. */
export default async function StatementPage({ params }: Props) {
  const { brand: address } = await params;
  const entry = await customerVisit(address);
  const { ctx, brand, record, signal } = entry;
  const [statement, its] = await Promise.all([findStatement(ctx), reader()]);
  const t = its.t('my.statement');
  const words = wordsOf(its.locale, brand);
  return (
    <Page>
      <RecordNav address={address} entry={entry} current="statement" reader={its} />
      <PageHead title={words(brand.name)} lead={t('lead')} />
      {signal && <SignalNotice statement={statement} words={words} reader={its} />}
      <StatementTotals statement={statement} words={words} reader={its} />
      {statement.categories.length === 0 && <Empty>{t('empty')}</Empty>}
      <StatementBoard
        address={address}
        record={record}
        categories={statement.categories.map((category) => categoryView(category, words, its, signal))}
        words={rowWords(its)}
        switchWords={switchWords(its)}
        action={setExchanges}
      />
    </Page>
  );
}
