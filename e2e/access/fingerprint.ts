import type { Portal } from '../portal.ts';

/** Whatever an action could change, as one text: all rows of all tables but those that every sign-in and visit writes to. */
export async function fingerprint({ sql }: Portal): Promise<string> {
  const tables = await sql<{ name: string }[]>`
    select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE' and table_name not in ('session', 'person', 'proved_address', 'attempt')
    order by table_name`;
  const sums = await Promise.all(
    tables.map(async ({ name }) => {
      const [row] = await sql<[{ n: number; sum: string | null }]>`
        select count(*)::int as n, sum(hashtextextended(t::text, 0))::text as sum from ${sql(name)} t`;
      return `${name} ${row.n} ${row.sum}`;
    }),
  );
  return sums.join('\n');
}
