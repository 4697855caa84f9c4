import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { visitOrSignIn } from '#auth/entry.ts';
import { NoRelations } from '#components/no-relations.tsx';
import { RelationRow } from '#components/relation-row.tsx';
import { Page, PageHead } from '#components/ui/page.tsx';
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
  const [post] = visit.posts;
  if (relations.length === 0 && post) redirect(`/staff/${post.slug}`);
  if (relations.length === 0) return <NoRelations email={visit.email} />;
  return (
    <Page>
      <PageHead title={t('title')} lead={t('lead')} />
      {relations.map((relation) => (
        <RelationRow key={relation.brand.slug} relation={relation} />
      ))}
    </Page>
  );
}
