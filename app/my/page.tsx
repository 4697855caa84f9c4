import { getTranslations } from 'next-intl/server';
import { visitOrSignIn } from '#auth/entry.ts';
import { RelationRow } from '#components/relation-row.tsx';
import { Empty, Page, PageHead } from '#components/ui/page.tsx';
import { portal } from '#db/portal.ts';
import { listRelations } from '#domain/statement/queries.ts';

export async function generateMetadata() {
  const t = await getTranslations('my');
  return { title: t('title') };
}

/** Each brand that the person deals with, as one relation. */
export default async function MyPage() {
  const visit = await visitOrSignIn();
  const [t, relations] = await Promise.all([
    getTranslations('my'),
    listRelations(portal().db, visit.personId),
  ]);
  return (
    <Page>
      <PageHead title={t('title')} lead={t('lead')} />
      {relations.length === 0 ? (
        <Empty>{t('none')}</Empty>
      ) : (
        relations.map((relation) => <RelationRow key={relation.brand.slug} relation={relation} />)
      )}
    </Page>
  );
}
