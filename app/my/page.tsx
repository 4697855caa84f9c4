import { redirect } from 'next/navigation';
import { visitOrSignIn } from '#auth/entry.ts';
import { NoRelations } from '#components/no-relations.tsx';
import { reader } from '#components/reader.ts';
import { recordWords } from '#components/record-words.ts';
import { RelationRow } from '#components/relation-row.tsx';
import { Page, PageHead } from '#components/ui/page.tsx';
import { portal } from '#db/portal.ts';
import { findSeveral } from '#domain/customer/own-records.ts';
import { listRelations } from '#domain/statement/queries.ts';

export async function generateMetadata() {
  const { t } = await reader();
  return { title: t('my')('title') };
}

/** Each record that brands hold on the person. */
export default async function MyPage() {
  const visit = await visitOrSignIn();
  const { db } = portal();
  const [relations, several, its] = await Promise.all([
    listRelations(db, visit.relations),
    findSeveral(db, visit.relations),
    reader(),
  ]);
  const which = recordWords(several, its);
  const t = its.t('my');
  const [post] = visit.posts;
  if (relations.length === 0 && post) redirect(`/staff/${post.slug}`);
  if (relations.length === 0) return <NoRelations email={visit.email} />;
  return (
    <Page>
      <PageHead title={t('title')} lead={t('lead')} />
      {relations.map((relation) => (
        <RelationRow
          key={relation.record.record}
          relation={relation}
          which={which.get(relation.record.customerId)}
          reader={its}
        />
      ))}
    </Page>
  );
}
