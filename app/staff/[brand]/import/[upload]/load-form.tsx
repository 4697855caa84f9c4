import { getTranslations } from 'next-intl/server';
import { ActionForm } from '#components/form/action-form.tsx';
import { CheckInput } from '#components/form/inputs.tsx';
import { Button } from '#components/ui/button.tsx';
import { Section } from '#components/ui/page.tsx';
import { discard, load } from './actions.ts';

/** What to do with an upload: load it if its mapping is usable, or throw it away. */
export async function LoadForm(props: { brand: string; upload: string; usable: boolean }) {
  const t = await getTranslations('import');
  const { brand, upload } = props;
  return (
    <Section title={t('loadTitle')} lead={props.usable ? t('loadLead') : undefined}>
      {props.usable && (
        <ActionForm action={load.bind(null, brand, upload)}>
          <CheckInput name="skipBad" label={t('skipBad')} />
          <p className="mt-3">
            <Button>{t('load')}</Button>
          </p>
        </ActionForm>
      )}
      <ActionForm action={discard.bind(null, brand, upload)} className="mt-3">
        <Button weight="plain">{t('discard')}</Button>
      </ActionForm>
    </Section>
  );
}
