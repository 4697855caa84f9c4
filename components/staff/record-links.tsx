import type { RecordLink } from '#domain/identifier/links-of-record.ts';
import type { FormState } from '#lib/form-state.ts';
import { ActionForm } from '../form/action-form.tsx';
import { LongTextInput } from '../form/inputs.tsx';
import { reader } from '../reader.ts';
import { Button } from '../ui/button.tsx';
import { Empty, Section } from '../ui/page.tsx';

export type Action = (previous: FormState, form: FormData) => Promise<FormState>;

/** Since when somebody can open a record, or could; and a way to say that it was not the customer. */
export async function RecordLinks(props: {
  links: readonly RecordLink[];
  markWrong?: (link: number) => Action;
}) {
  const { t: of, format } = await reader();
  const t = of('identity.links');
  const sentence = ({ linkedAt, endedAt, ended, proof }: RecordLink) => {
    const since = format.dateTime(linkedAt);
    const by = proof ?? 'other';
    return endedAt
      ? t('ended', { since, until: format.dateTime(endedAt), proof: by, why: ended ?? 'other' })
      : t('open', { since, proof: by });
  };
  return (
    <Section title={t('title')}>
      {props.links.length === 0 && <Empty>{t('none')}</Empty>}
      <ul>
        {props.links.map((link) => (
          <li key={link.link} className="border-rule border-b py-3">
            <p>{sentence(link)}</p>
            {props.markWrong && link.ended !== 'wrong' && (
              <details className="text-sm">
                <summary className="inline-flex min-h-11 cursor-pointer items-center text-accent underline underline-offset-4">
                  {t('wrong')}
                </summary>
                <ActionForm action={props.markWrong(link.link)} className="max-w-lg">
                  <p className="mb-3 text-quiet">{t('wrongLead')}</p>
                  <LongTextInput name="reason" label={t('reason')} rows={2} />
                  <Button weight="plain">{t('mark')}</Button>
                </ActionForm>
              </details>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
