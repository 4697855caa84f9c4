import type { Sql } from 'postgres';

type Powers = { name: string; super: boolean; bypass: boolean; creates: boolean; owns: boolean };

/** What the connected role may do that the portal's must not: each a phrase for a sentence. Empty: it is weak enough. */
export async function tooStrong(sql: Sql): Promise<{ role: string; because: string[] }> {
  const [powers] = await sql<Powers[]>`
    select r.rolname as name, r.rolsuper as super, r.rolbypassrls as bypass,
      has_schema_privilege(r.oid, 'public', 'create') or has_database_privilege(r.oid, current_database(), 'create') as creates,
      exists (
        select 1 from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = 'public' and c.relkind in ('r', 'p') and pg_has_role(r.oid, c.relowner, 'member')
      ) as owns
    from pg_roles r where r.rolname = current_user`;
  if (!powers) return { role: '', because: [] };
  const because = [
    powers.super && 'it is a superuser',
    powers.bypass && 'it bypasses row security',
    powers.owns && 'it owns the tables',
    powers.creates && 'it may create tables',
  ];
  return { role: powers.name, because: because.filter((phrase) => phrase !== false) };
}
