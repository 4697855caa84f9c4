import { getTranslations } from 'next-intl/server';
import { bases, type DraftTerms, holdingSources, levels } from '#lib/terms.ts';
import { CheckInput, ChoiceGroup, LongTextInput, SelectInput, TextInput } from '../form/inputs.tsx';

/** Under which conditions: basis, level, sources, recipients, and for how long. */
export async function DraftConditions({ draft }: { draft: DraftTerms }) {
  const [t, terms] = await Promise.all([getTranslations('staff.draft'), getTranslations('terms')]);
  const choose = { value: '', label: t('choose') };
  return (
    <>
      <SelectInput
        name="basis"
        label={t('label.basis')}
        options={[
          choose,
          ...bases.map((basis) => ({
            value: basis,
            label: `${terms(`basis.${basis}`)}, ${terms(`article.${basis}`)}`,
          })),
        ]}
        value={draft.basis ?? ''}
      />
      <Bases />
      <SelectInput
        name="level"
        label={t('label.level')}
        options={[
          choose,
          ...levels.map((level) => ({
            value: String(level),
            label: `${level} · ${terms(`level.${level}`)}. ${terms(`level.${level}Hint`)}`,
          })),
        ]}
        value={draft.level === undefined || draft.level === null ? '' : String(draft.level)}
      />
      <div className="grid gap-x-6 md:grid-cols-2">
        <ChoiceGroup name="sources" legend={t('label.sources')}>
          {holdingSources.map((source) => (
            <CheckInput
              key={source}
              name={`sources.${source}`}
              label={terms(`source.${source}`)}
              checked={draft.sources?.includes(source)}
            />
          ))}
        </ChoiceGroup>
        <LongTextInput
          name="recipients"
          label={t('label.recipients')}
          hint={t('hint.recipients')}
          rows={4}
          value={draft.recipients?.join('\n') ?? ''}
        />
        <Days field="retentionDays" always="always" days={draft.retentionDays} label={t('always')} />
        <Days
          field="lapsesAfterDays"
          always="neverLapses"
          days={draft.lapsesAfterDays}
          label={t('neverLapses')}
        />
      </div>
    </>
  );
}

/** What the law means by each, a sentence apiece. */
async function Bases() {
  const [t, terms] = await Promise.all([getTranslations('staff.draft'), getTranslations('terms')]);
  return (
    <details className="-mt-3 mb-5 text-sm">
      <summary className="inline-flex min-h-11 cursor-pointer items-center text-accent underline underline-offset-4">
        {t('bases')}
      </summary>
      <dl className="border-rule border-t">
        {bases.map((basis) => (
          <div key={basis} className="border-rule border-b py-2">
            <dt className="font-semibold">
              {terms(`basis.${basis}`)}{' '}
              <span className="font-normal text-quiet">{terms(`article.${basis}`)}</span>
            </dt>
            <dd>{terms(`basis.${basis}Hint`)}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

/** Days, or a box that says "without end" (null). */
async function Days(props: {
  field: 'retentionDays' | 'lapsesAfterDays';
  always: string;
  days: number | null | undefined;
  label: string;
}) {
  const t = await getTranslations('staff.draft');
  return (
    <div>
      <TextInput
        name={props.field}
        label={t(`label.${props.field}`)}
        hint={t(`hint.${props.field}`)}
        inputMode="numeric"
        autoComplete="off"
        value={props.days ? String(props.days) : ''}
      />
      <div className="-mt-4 mb-5">
        <CheckInput name={props.always} label={props.label} checked={props.days === null} />
      </div>
    </div>
  );
}
