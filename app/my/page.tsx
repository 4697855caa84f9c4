import { redirect } from 'next/navigation';
import { visitOrSignIn } from '#auth/entry.ts';
import { LinkNotes } from '#components/link-notes.tsx';
import { NoRelations } from '#components/no-relations.tsx';
import { reader } from '#components/reader.ts';
import { recordWords } from '#components/record-words.ts';
import { RelationRow } from '#components/relation-row.tsx';
import { Page, PageHead } from '#components/ui/page.tsx';
import { portal } from '#db/portal.ts';
import { findSeveral } from '#domain/customer/own-records.ts';
import { listLinkNotes } from '#domain/person/link-notes.ts';
import { listRelations } from '#domain/statement/queries.ts';
import { sayWrong } from './actions.ts';

export async function generateMetadata() {
  const { t } = await reader();
  return { title: t('my')('title') };
}

/** Each record that brands hold on the person. */
export default async function MyPage() {
  const visit = await visitOrSignIn();
  const { db } = portal();
  const [relations, several, notes, its] = await Promise.all([
    listRelations(db, visit.relations),
    findSeveral(db, visit.relations),
    // Who came in through a brand may be somebody who has more here: that is not told.
    visit.through === null ? listLinkNotes(db, visit.personId) : [],
    reader(),
  ]);
  const said = <LinkNotes notes={notes} reader={its} object={(link) => sayWrong.bind(null, link)} />;
  const which = recordWords(several, its);
  const t = its.t('my');
  const [post] = visit.posts;
  if (relations.length === 0 && notes.length === 0 && post) redirect(`/staff/${post.slug}`);
  if (relations.length === 0) return <NoRelations email={visit.email}>{said}</NoRelations>;
  return (
    <Page>
      <PageHead title={t('title')} lead={t('lead')} />
      {said}
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
