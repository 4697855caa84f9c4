import type { EventMapping } from '#domain/event/mapping.ts';
import type { FormState } from '#lib/form-state.ts';
import { ActionForm } from '../form/action-form.tsx';
import type { Reader } from '../reader.ts';
import { Button } from '../ui/button.tsx';
import { Empty } from '../ui/page.tsx';
import { ruleFields } from './rule-fields.ts';

type Props = {
  mapping: EventMapping | null;
  seen: string;
  titles: ReadonlyMap<string, string>;
  /** The button says as `rule` which one: its list and its place there. */
  remove: (previous: FormState, form: FormData) => Promise<FormState>;
  reader: Reader;
};

/** What an event becomes, one thing after the other, each with a way to take it back. */
export function RuleList({ mapping, seen, titles, remove, reader }: Props) {
  const t = reader.t('events');
  const rules = [
    ...(mapping?.holdings ?? []).map((rule, at) => ({ list: 'holdings' as const, at, rule })),
    ...(mapping?.benefits ?? []).map((rule, at) => ({ list: 'benefits' as const, at, rule })),
  ];
  const identity = Object.values(mapping?.customer ?? {});
  return (
    <>
      {identity.length > 0 && (
        <p className="mb-4">{t('mapping.identity', { columns: reader.format.list(identity) })}</p>
      )}
      {rules.length === 0 && identity.length === 0 && <Empty>{t('mapping.none')}</Empty>}
      <ActionForm action={remove}>
        <input type="hidden" name="seen" value={seen} />
        <ul>
          {rules.map(({ list, at, rule }) => {
            const slug = 'category' in rule ? rule.category : rule.exchange;
            const noun = 'category' in rule ? 'holding' : 'benefit';
            const name = t(`mapping.${noun}`, { target: titles.get(slug) ?? slug });
            return (
              <li
                key={`${list} ${at}`}
                className="flex flex-wrap items-start justify-between gap-x-8 gap-y-2 border-rule border-b py-3"
              >
                <div className="min-w-0">
                  <p className="font-semibold">{name}</p>
                  <RuleFacts rule={rule} reader={reader} />
                </div>
                <Button
                  weight="quiet"
                  name="rule"
                  value={`${list} ${at}`}
                  aria-label={t('mapping.removeNamed', { rule: name })}
                >
                  {t('mapping.remove')}
                </Button>
              </li>
            );
          })}
        </ul>
      </ActionForm>
    </>
  );
}

type Rule = NonNullable<EventMapping['holdings']>[number] | NonNullable<EventMapping['benefits']>[number];

function RuleFacts({ rule, reader }: { rule: Rule; reader: Reader }) {
  const [t, terms] = [reader.t('events'), reader.t('terms')];
  const facts: [string, string][] = [
    'category' in rule
      ? ['source', terms(`source.${rule.source}`)]
      : ['capital', terms(`capital.${rule.capital}`)],
    ...('amount' in rule ? [['amount', `${rule.amount} ${rule.unit}`] satisfies [string, string]] : []),
    ['label', [rule.label].flat().join(' | ')],
    ...('value' in rule && rule.value
      ? [['value', [rule.value].flat().join(' | ')] satisfies [string, string]]
      : []),
    ...(rule.key?.length ? [['key', rule.key.join(', ')] satisfies [string, string]] : []),
    ...(rule.part ? [['part', rule.part] satisfies [string, string]] : []),
  ];
  const more = Object.keys(rule).filter((field) => !ruleFields.includes(field)).length;
  return (
    <>
      <dl className="mt-1 grid gap-x-4 text-sm sm:grid-cols-[auto_1fr]">
        {facts.map(([field, fact]) => (
          <div key={field} className="sm:contents">
            <dt className="text-quiet">{t(`label.${field}`)}</dt>
            <dd className="wrap-anywhere mb-1">{fact}</dd>
          </div>
        ))}
      </dl>
      {more > 0 && <p className="text-quiet text-sm">{t('mapping.more', { count: more })}</p>}
    </>
  );
}
