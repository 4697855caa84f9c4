import { redirect } from 'next/navigation';
import { visitOrSignIn } from '#auth/entry.ts';
import { NoRelations } from '#components/no-relations.tsx';
import { reader } from '#components/reader.ts';
import { RelationRow } from '#components/relation-row.tsx';
import { Page, PageHead } from '#components/ui/page.tsx';
import { portal } from '#db/portal.ts';
import { listRelations } from '#domain/statement/queries.ts';

export async function generateMetadata() {
  const { t } = await reader();
  return { title: t('my')('title') };
}

/** Each brand that the person deals with, as one relation. */
export default async function MyPage() {
  const visit = await visitOrSignIn();
  const [relations, its] = await Promise.all([listRelations(portal().db, visit.personId), reader()]);
  const t = its.t('my');
  const [post] = visit.posts;
  if (relations.length === 0 && post) redirect(`/staff/${post.slug}`);
  if (relations.length === 0) return <NoRelations email={visit.email} />;
  return (
    <Page>
      <PageHead title={t('title')} lead={t('lead')} />
      {relations.map((relation) => (
        <RelationRow key={relation.brand.slug} relation={relation} reader={its} />
      ))}
    </Page>
  );
}
