import { getTranslations } from 'next-intl/server';
import type { CustomerRecord as Record } from '#domain/customer/records.ts';
import { reader, type Words } from '../reader.ts';
import { Said } from '../said.tsx';
import { Empty, Section } from '../ui/page.tsx';
import { type Column, Table } from '../ui/table.tsx';
import { type Action, RecordLinks } from './record-links.tsx';

/** One customer as support sees them: counts, choices and the last benefits, never a value that is held. */
export async function CustomerRecord(props: {
  record: Record;
  words: Words;
  titled: boolean;
  /** For whoever may say that a link was a stranger's. */
  markWrong?: (link: number) => Action;
}) {
  const [t, { format }] = await Promise.all([getTranslations('staff.lookUp'), reader()]);
  const { record, words } = props;
  return (
    <article className="mt-10 first:mt-0">
      {props.titled && (
        <h2 className="border-ink border-b pb-1 font-semibold text-lg">
          {t('title', { id: record.externalId })}
        </h2>
      )}
      <p className="mt-2 text-quiet text-sm">{t('since', { date: format.date(record.since) })}</p>
      {record.ofPerson > 1 && <p className="text-sm">{t('several', { count: record.ofPerson })}</p>}
      <div className="grid gap-x-12 lg:grid-cols-2">
        <Section title={t('held')}>
          <HeldTable held={record.held} words={words} />
        </Section>
        <Section title={t('choices')}>
          <ChoiceTable choices={record.choices} words={words} />
        </Section>
      </div>
      <Section title={t('benefits')}>
        <BenefitTable benefits={record.benefits} words={words} />
      </Section>
      <RecordLinks links={record.links} markWrong={props.markWrong} />
    </article>
  );
}

async function HeldTable({ held, words }: { held: Record['held']; words: Words }) {
  const [t, { format }] = await Promise.all([getTranslations('staff.lookUp'), reader()]);
  if (held.length === 0) return <Empty>{t('heldNone')}</Empty>;
  const day = (at: Date | null) => (at ? format.date(at) : '–');
  const columns: Column<Record['held'][number]>[] = [
    { key: 'category', head: t('category'), cell: ({ category }) => <Said text={category} words={words} /> },
    { key: 'count', head: t('count'), numeric: true, cell: ({ count }) => format.number(count) },
    { key: 'first', head: t('first'), numeric: true, cell: ({ firstAt }) => day(firstAt) },
    { key: 'last', head: t('last'), numeric: true, cell: ({ lastAt }) => day(lastAt) },
  ];
  return (
    <Table caption={t('held')} columns={columns} rows={held} rowKey={({ category }) => words(category)} />
  );
}

async function ChoiceTable({ choices, words }: { choices: Record['choices']; words: Words }) {
  const [t, terms, common, { format }] = await Promise.all([
    getTranslations('staff.lookUp'),
    getTranslations('terms.standing'),
    getTranslations('common'),
    reader(),
  ]);
  if (choices.length === 0) return <Empty>{t('choicesNone')}</Empty>;
  const columns: Column<Record['choices'][number]>[] = [
    { key: 'exchange', head: t('exchange'), cell: ({ title }) => <Said text={title} words={words} /> },
    { key: 'now', head: t('now'), cell: ({ on }) => common(on ? 'on' : 'off') },
    { key: 'standing', head: t('standing'), cell: ({ standing }) => terms(standing) },
    {
      key: 'at',
      head: t('at'),
      numeric: true,
      cell: ({ chosenAt }) => (chosenAt ? format.date(chosenAt) : '–'),
    },
  ];
  return (
    <Table caption={t('choices')} columns={columns} rows={choices} rowKey={({ exchange }) => exchange} />
  );
}

async function BenefitTable({ benefits, words }: { benefits: Record['benefits']; words: Words }) {
  const [t, { format, amount }] = await Promise.all([getTranslations('staff.lookUp'), reader()]);
  if (benefits.length === 0) return <Empty>{t('benefitsNone')}</Empty>;
  const rows = benefits.map((benefit, index) => ({ ...benefit, key: String(index) }));
  const columns: Column<(typeof rows)[number]>[] = [
    { key: 'received', head: t('received'), cell: ({ receivedAt }) => format.date(receivedAt) },
    { key: 'benefit', head: t('benefit'), cell: ({ label }) => label },
    { key: 'exchange', head: t('exchange'), cell: ({ exchange }) => <Said text={exchange} words={words} /> },
    { key: 'amount', head: t('amount'), numeric: true, cell: (row) => amount(row.amount, row.unit) },
  ];
  return <Table caption={t('benefits')} columns={columns} rows={rows} rowKey={({ key }) => key} />;
}
