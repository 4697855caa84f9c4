import { getTranslations } from 'next-intl/server';
import type { AuditRow } from '#domain/audit/list-audit.ts';
import { reader } from '../reader.ts';
import { type Column, Table } from '../ui/table.tsx';

/** What was done, by whom, to what. */
export async function AuditTable({ rows }: { rows: readonly AuditRow[] }) {
  const [t, terms, { format }, details] = await Promise.all([
    getTranslations('staff.audit'),
    getTranslations('terms.role'),
    reader(),
    detailWords(),
  ]);
  const who = ({ who, role }: AuditRow) => {
    if (who === null) return role && terms.has(role) ? t('unknown') : t('system');
    return role && terms.has(role) ? `${who} (${terms(role)})` : who;
  };
  const what = ({ action }: AuditRow) => (t.has(`action.${action}`) ? t(`action.${action}`) : action);
  const columns: Column<AuditRow>[] = [
    {
      key: 'at',
      head: t('at'),
      cell: ({ at }) => <span className="whitespace-nowrap">{format.dateTime(at)}</span>,
    },
    { key: 'who', head: t('who'), cell: who },
    { key: 'what', head: t('what'), cell: what },
    { key: 'subject', head: t('subject'), cell: ({ subject }) => subject ?? '–' },
    { key: 'details', head: t('details'), cell: (row) => details(row) || '–' },
  ];
  return <Table caption={t('title')} columns={columns} rows={rows} rowKey={({ id }) => String(id)} />;
}

/** The small facts of a row as words; what has none yet is shown as it was written. */
async function detailWords(): Promise<(row: AuditRow) => string> {
  const [t, terms, scopes] = await Promise.all([
    getTranslations('staff.audit.detail'),
    getTranslations('terms'),
    getTranslations('keys.scope'),
  ]);
  const each = (fact: string | number | boolean, word: (name: string) => string) =>
    String(fact).split(' ').map(word).join(', ');
  const value = (name: string, fact: string | number | boolean) => {
    if (name === 'widened') return each(fact, (widening) => terms(`widening.${widening}`));
    if (name === 'scopes') return each(fact, scopes);
    if (/^(role|from|to)$/.test(name)) return terms(`role.${fact}`);
    return name === 'keeps' ? terms(`keeps.${fact}`) : fact;
  };
  return ({ details }) =>
    Object.entries(details)
      .filter(([name, fact]) => isTelling(name, fact))
      .sort(([a], [b]) => place(a) - place(b))
      .map(([name, fact]) => {
        const said = value(name, fact ?? '');
        return t.has(name)
          ? t(name, { value: typeof said === 'boolean' ? String(said) : said })
          : `${name}: ${said}`;
      })
      .join(' · ');
}

/** PostgreSQL keeps no order of names: the first thing to know stands first. */
const first = ['version', 'from', 'to', 'found', 'reason', 'widened'];

const place = (name: string) => (first.includes(name) ? first.indexOf(name) : first.length);

/** Nothing found and nobody asked say something; nothing loaded does not. */
function isTelling(name: string, fact: string | number | boolean | null): boolean {
  if (fact === null || fact === '' || fact === false || name === 'by') return false;
  return fact !== 0 || name === 'found' || name === 'askedAgain';
}
