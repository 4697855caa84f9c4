import { staffTitle } from '#app/staff/staff-title.ts';
import { staffPage } from '#auth/entry.ts';
import { LoginKeyForm } from '#components/login-keys/login-key-form.tsx';
import { LoginKeyList } from '#components/login-keys/login-key-list.tsx';
import { reader } from '#components/reader.ts';
import { BackLink } from '#components/staff/back-link.tsx';
import { StaffPage } from '#components/staff/staff-page.tsx';
import { Section } from '#components/ui/page.tsx';
import { listLoginKeys } from '#domain/login-key/list-login-keys.ts';
import { add, revoke } from './actions.ts';

type Props = { params: Promise<{ brand: string }> };

export const generateMetadata = ({ params }: Props) => staffTitle(params, 'nav.keys');

/** The keys with which the brand's own login says who its customers are. */
export default async function LoginKeysPage({ params }: Props) {
  const entry = await staffPage((await params).brand, 'owner');
  const { brand, ctx } = entry;
  const [keys, its] = await Promise.all([listLoginKeys(ctx), reader()]);
  const t = its.t('keys.login');
  return (
    <StaffPage
      entry={entry}
      place="keys"
      title={t('title')}
      lead={t('lead')}
      above={<BackLink href={`/staff/${brand.slug}/keys`}>{its.t('keys')('title')}</BackLink>}
    >
      <LoginKeyList keys={keys} reader={its} revoke={(kid) => revoke.bind(null, brand.slug, kid)} />
      <Section title={t('add')} lead={t('addLead')}>
        <LoginKeyForm reader={its} action={add.bind(null, brand.slug)} />
      </Section>
    </StaffPage>
  );
}
