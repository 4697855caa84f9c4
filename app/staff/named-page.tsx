import { Fragment, type ReactNode } from 'react';
import type { StaffEntry } from '#auth/entry.ts';
import { ActionForm } from '#components/form/action-form.tsx';
import { ConfirmInput } from '#components/form/confirm-input.tsx';
import { reader } from '#components/reader.ts';
import { BackLink } from '#components/staff/back-link.tsx';
import { SlugInput } from '#components/staff/slug-input.tsx';
import { StaffPage } from '#components/staff/staff-page.tsx';
import { Button } from '#components/ui/button.tsx';
import type { FormState } from '#lib/form-state.ts';

type Props = {
  entry: StaffEntry;
  room: 'categories' | 'purposes';
  action: (state: FormState, form: FormData) => Promise<FormState>;
  /** The fields. */
  children: ReactNode;
  /** What is being changed, as its author saw it; without it, the form makes a new one. */
  held?: { title: string; lead?: string; seen: string };
};

/** The page of a category's or a purpose's form. */
export async function NamedPage({ entry, room, action, held, children }: Props) {
  const its = await reader();
  const t = its.t(`staff.${room}`);
  return (
    <StaffPage
      entry={entry}
      place={room}
      title={held ? held.title : t('new')}
      lead={held ? held.lead : t('newLead')}
      above={<BackLink href={`/staff/${entry.brand.slug}/${room}`}>{t('title')}</BackLink>}
    >
      <ActionForm action={action} className="max-w-3xl">
        {held ? (
          <Fragment key={held.seen}>
            <input type="hidden" name="seen" value={held.seen} />
            {children}
          </Fragment>
        ) : (
          <>
            <SlugInput label={t('label.slug')} reader={its} />
            {children}
          </>
        )}
        <ConfirmInput label={its.t('staff.draft')('confirm')} />
        <Button>{t(held ? 'save' : 'create')}</Button>
      </ActionForm>
    </StaffPage>
  );
}
