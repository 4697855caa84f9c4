import { getTranslations } from 'next-intl/server';
import type { Member } from '#domain/staff/list-team.ts';
import type { FormState } from '#lib/form-state.ts';
import { ActionForm } from '../form/action-form.tsx';
import { reader } from '../reader.ts';
import { Button } from '../ui/button.tsx';

const roles = ['owner', 'editor', 'support', 'analyst'] as const;

/** One of the team: who they are, since when, and their role to change. */
export async function MemberRow(props: {
  member: Member;
  isYou: boolean;
  action: (previous: FormState, form: FormData) => Promise<FormState>;
}) {
  const [t, terms, { format }] = await Promise.all([
    getTranslations('staff.team'),
    getTranslations('terms.role'),
    reader(),
  ]);
  const { member } = props;
  const name = member.name ?? member.email ?? member.personId;
  const notes = [
    member.name ? member.email : null,
    `${t('since')} ${format.date(member.addedAt)}`,
    member.signedIn ? null : t('neverSignedIn'),
    props.isYou ? t('you') : null,
  ];
  return (
    <li className="border-rule border-b py-3">
      <ActionForm action={props.action} className="group">
        <input type="hidden" name="seen" value={member.role} />
        <div className="flex flex-wrap items-center justify-between gap-x-8 gap-y-2">
          <div>
            <p className="font-semibold">{name}</p>
            <p className="text-quiet text-sm">{notes.filter(Boolean).join(' · ')}</p>
          </div>
          <div className="flex flex-wrap items-center gap-2">
            <select
              key={member.role}
              name="role"
              aria-label={t('roleOf', { name })}
              defaultValue={member.role}
              className="min-h-11 rounded-sm border border-edge bg-sheet px-3 text-sm"
            >
              {roles.map((role) => (
                <option key={role} value={role}>
                  {terms(role)}
                </option>
              ))}
            </select>
            <Button weight="plain" aria-label={t('changeFor', { name })}>
              {t('change')}
            </Button>
            <Button weight="quiet" name="remove" value="yes" aria-label={t('removeFor', { name })}>
              {t('remove')}
            </Button>
          </div>
        </div>
      </ActionForm>
    </li>
  );
}
