import { customerPage } from '#auth/entry.ts';
import { BrandNav } from '#components/brand-nav.tsx';
import { reader, wordsOf } from '#components/reader.ts';
import { StatementCategory } from '#components/statement/statement-category.tsx';
import { StatementTotals } from '#components/statement/statement-totals.tsx';
import { SwitchBoard } from '#components/switch/switch-board.tsx';
import { switchWords } from '#components/switch/switch-words.ts';
import { Empty, Page, PageHead } from '#components/ui/page.tsx';
import { findStatement } from '#domain/statement/queries.ts';
import { setExchanges } from './actions.ts';
import { brandTitle } from './brand-title.ts';

type Props = { params: Promise<{ brand: string }> };

export const generateMetadata = ({ params }: Props) => brandTitle(params);

/** The statement of account: what you give, what you get, and the switch between. */
export default async function StatementPage({ params }: Props) {
  const { brand: slug } = await params;
  const { ctx, brand } = await customerPage(slug);
  const [statement, its] = await Promise.all([findStatement(ctx), reader()]);
  const t = its.t('my.statement');
  const words = wordsOf(its.locale, brand);
  const exchanges = statement.categories.flatMap((category) => category.exchanges);
  return (
    <Page>
      <BrandNav brand={slug} current="statement" reader={its} />
      <PageHead title={words(brand.name)} lead={t('lead')} />
      <StatementTotals statement={statement} words={words} reader={its} />
      {statement.categories.length === 0 && <Empty>{t('empty')}</Empty>}
      <SwitchBoard
        brand={slug}
        on={Object.fromEntries(exchanges.map((exchange) => [exchange.slug, exchange.on]))}
        versions={Object.fromEntries(exchanges.map((exchange) => [exchange.slug, exchange.version]))}
        words={switchWords(its)}
        action={setExchanges}
      >
        {statement.categories.map((category) => (
          <StatementCategory
            key={category.slug}
            brand={slug}
            category={category}
            words={words}
            reader={its}
          />
        ))}
      </SwitchBoard>
    </Page>
  );
}
