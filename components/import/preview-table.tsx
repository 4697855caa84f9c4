import { getTranslations } from 'next-intl/server';
import type { PreviewFeed, PreviewRow } from '#domain/import/preview-import.ts';
import type { LocalText } from '#lib/local-text.ts';
import { reader } from '../reader.ts';
import { Section } from '../ui/page.tsx';
import { type Column, Table } from '../ui/table.tsx';

/** The first rows of a file: whom each is about, and what of it would be kept. */
export async function PreviewTable(props: { feed: PreviewFeed; words: (text: LocalText) => string }) {
  const [t, { format, amount }] = await Promise.all([getTranslations('import'), reader()]);
  const { file, rows } = props.feed;
  const held = ({ category, keeps, label, value, at }: PreviewRow['holdings'][number]) => {
    const name = props.words(category);
    if (keeps === 'count') return t('countedOnly', { category: name });
    return [`${name}: ${label}`, value, at && format.date(new Date(at))].filter(Boolean).join(' · ');
  };
  const columns: Column<PreviewRow>[] = [
    {
      key: 'line',
      head: <span className="whitespace-nowrap">{t('line')}</span>,
      cell: ({ line }) => format.number(line),
      numeric: true,
    },
    {
      key: 'customer',
      head: <span className="whitespace-nowrap">{t('customer')}</span>,
      cell: ({ customer, email }) => [customer, email].filter(Boolean).join(' · '),
    },
    { key: 'held', head: t('held'), cell: ({ holdings }) => <Lines lines={holdings.map(held)} /> },
    {
      key: 'given',
      head: t('given'),
      cell: ({ benefits }) => (
        <Lines lines={benefits.map((given) => `${given.label} · ${amount(given.amount, given.unit)}`)} />
      ),
    },
  ];
  const caption = t('first', { file });
  return (
    <Section title={caption}>
      {rows.length > 0 ? (
        <Table caption={caption} columns={columns} rows={rows} rowKey={({ line }) => String(line)} />
      ) : (
        <p className="text-quiet text-sm">{t('noRows')}</p>
      )}
    </Section>
  );
}

function Lines({ lines }: { lines: readonly string[] }) {
  if (lines.length === 0) return '–';
  return (
    <ul className="text-right sm:text-left">
      {lines.map((line) => (
        <li key={line}>
          <bdi>{line}</bdi>
        </li>
      ))}
    </ul>
  );
}
