import { getTranslations } from 'next-intl/server';
import { staffTitle } from '#app/staff/staff-title.ts';
import { staffPage } from '#auth/entry.ts';
import { ActionForm } from '#components/form/action-form.tsx';
import { SelectInput, TextInput } from '#components/form/inputs.tsx';
import { MemberRow } from '#components/staff/member-row.tsx';
import { StaffPage } from '#components/staff/staff-page.tsx';
import { Button } from '#components/ui/button.tsx';
import { Section } from '#components/ui/page.tsx';
import { listTeam } from '#domain/staff/list-team.ts';
import { add, change } from './actions.ts';

type Props = { params: Promise<{ brand: string }> };

export const generateMetadata = ({ params }: Props) => staffTitle(params, 'team.title');

const roles = ['analyst', 'support', 'editor', 'owner'] as const;

/** Who works for the brand, and as what. */
export default async function TeamPage({ params }: Props) {
  const entry = await staffPage((await params).brand, 'owner');
  const { brand, ctx } = entry;
  const [team, t, terms] = await Promise.all([
    listTeam(ctx),
    getTranslations('staff.team'),
    getTranslations('terms.role'),
  ]);
  return (
    <StaffPage entry={entry} place="team" title={t('title')} lead={t('lead')}>
      <ul className="border-ink border-t">
        {team.map((member) => (
          <MemberRow
            key={member.personId}
            member={member}
            isYou={member.personId === ctx.actor.personId}
            action={change.bind(null, brand.slug, member.personId)}
          />
        ))}
      </ul>
      <div className="grid gap-x-12 lg:grid-cols-2">
        <Section title={t('add')} lead={t('addLead')}>
          <ActionForm action={add.bind(null, brand.slug)} className="max-w-md">
            <TextInput name="email" type="email" label={t('email')} autoComplete="off" />
            <SelectInput
              name="role"
              label={t('role')}
              value="analyst"
              options={roles.map((role) => ({ value: role, label: terms(role) }))}
            />
            <Button>{t('addButton')}</Button>
          </ActionForm>
        </Section>
        <Section title={t('roles')}>
          <dl className="text-sm">
            {roles.map((role) => (
              <div key={role} className="border-rule border-b py-2 first:pt-0">
                <dt className="font-semibold">{terms(role)}</dt>
                <dd className="text-quiet">{terms(`${role}Hint`)}</dd>
              </div>
            ))}
          </dl>
        </Section>
      </div>
    </StaffPage>
  );
}
