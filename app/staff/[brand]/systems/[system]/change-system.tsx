import { Fragment } from 'react';
import { brandLanguages } from '#app/staff/brand-languages.ts';
import { SystemFields } from '#components/delivery/system-fields.tsx';
import { ActionForm } from '#components/form/action-form.tsx';
import { CheckInput } from '#components/form/inputs.tsx';
import type { Reader } from '#components/reader.ts';
import { Button } from '#components/ui/button.tsx';
import { Section } from '#components/ui/page.tsx';
import type { StaffSystem } from '#domain/system/queries.ts';
import type { LocalText } from '#lib/local-text.ts';
import { retire, rotate, save } from '../actions.ts';

/** What it is, its secret, and its end. Each form carries which state of the system its author has seen. */
export function ChangeSystem(props: {
  brand: { slug: string; name: LocalText; defaultLocale: string };
  system: StaffSystem;
  exchanges: readonly { slug: string; title: string }[];
  reader: Reader;
}) {
  const { brand, system, reader } = props;
  const { slug, seen, previousUntil } = system;
  const t = reader.t('systems');
  const asSeen = <input type="hidden" name="seen" value={seen} />;
  const both = previousUntil && previousUntil > new Date();
  return (
    <>
      <Section title={t('name')}>
        <ActionForm action={save.bind(null, brand.slug, slug)} className="max-w-3xl">
          <Fragment key={seen}>
            {asSeen}
            <SystemFields
              system={system}
              exchanges={props.exchanges}
              languages={brandLanguages(brand)}
              reader={reader}
            />
          </Fragment>
          <Button>{t('save')}</Button>
        </ActionForm>
      </Section>
      <Section title={t('secret.title')} lead={t('secret.lead')}>
        <ActionForm action={rotate.bind(null, brand.slug, slug)} className="max-w-3xl break-words">
          {asSeen}
          <p className="mb-3 text-sm">
            {t('secret.rotateLead')}{' '}
            {both && t('secret.both', { time: reader.format.dateTime(previousUntil) })}
          </p>
          <Button weight="plain">{t('secret.rotate')}</Button>
        </ActionForm>
      </Section>
      <Section title={t('retire.title')} lead={t('retire.lead')}>
        <ActionForm action={retire.bind(null, brand.slug, slug)}>
          {asSeen}
          <CheckInput name="confirmRetire" label={t('retire.confirm')} />
          <Button weight="plain" className="mt-2">
            {t('retire.button')}
          </Button>
        </ActionForm>
      </Section>
    </>
  );
}
