import { staffTitle } from '#app/staff/staff-title.ts';
import { staffPage } from '#auth/entry.ts';
import { KeyForm } from '#components/keys/key-form.tsx';
import { KeyList } from '#components/keys/key-list.tsx';
import { reader } from '#components/reader.ts';
import { StaffPage } from '#components/staff/staff-page.tsx';
import { ButtonLink } from '#components/ui/button.tsx';
import { Section } from '#components/ui/page.tsx';
import { listKeys } from '#domain/api-key/list-keys.ts';
import { create, revoke } from './actions.ts';

type Props = { params: Promise<{ brand: string }> };

export const generateMetadata = ({ params }: Props) => staffTitle(params, 'nav.keys');

/** The keys with which the brand's own systems call the API. */
export default async function KeysPage({ params }: Props) {
  const entry = await staffPage((await params).brand, 'owner');
  const { brand, ctx } = entry;
  const [keys, its] = await Promise.all([listKeys(ctx), reader()]);
  const t = its.t('keys');
  return (
    <StaffPage
      entry={entry}
      place="keys"
      title={t('title')}
      lead={t('lead')}
      actions={
        <>
          <ButtonLink href={`/staff/${brand.slug}/keys/login`}>{t('login.open')}</ButtonLink>
          <ButtonLink href="/docs/api">{t('reference')}</ButtonLink>
        </>
      }
    >
      <KeyList keys={keys} reader={its} revoke={(id) => revoke.bind(null, brand.slug, id)} />
      <Section title={t('add')} lead={t('addLead')}>
        <KeyForm reader={its} action={create.bind(null, brand.slug)} />
      </Section>
    </StaffPage>
  );
}
