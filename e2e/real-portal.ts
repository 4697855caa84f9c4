import { type ChildProcess, spawn } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import postgres from 'postgres';
import { startEmbedded } from '#db/embedded.ts';
import { freePort } from '#lib/free-port.ts';

export type RealPortal = {
  url: string;
  /** The database, as its owner. */
  sql: postgres.Sql;
  stop: () => Promise<void>;
};

/** The built app as a brand would run it, not as a demo: a database of its own, and whatever else it is told. */
export async function startRealPortal(
  variables: Record<string, string> = {},
  port?: number,
): Promise<RealPortal> {
  const folder = await mkdtemp(join(tmpdir(), 'mutual-e2e-'));
  await chmod(folder, 0o711);
  const server = await startEmbedded(folder, ['-c', 'fsync=off']);
  const at = port ?? (await freePort());
  const url = `http://localhost:${at}`;
  const app = spawn(process.execPath, [fileURLToPath(new URL('../cli/server/main.ts', import.meta.url))], {
    env: {
      ...process.env,
      NODE_ENV: 'production',
      LOG_LEVEL: 'fatal',
      HOST: 'localhost',
      PORT: String(at),
      DATABASE_URL: server.appUrl(),
      PORTAL_URL: url,
      AUTH_SECRET: 'only-for-this-test-run-and-long-enough',
      MUTUAL_DEMO: '',
      ...variables,
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const sql = postgres(server.ownerUrl(), { max: 2, onnotice: () => {} });
  const stop = async () => {
    await end(app);
    await sql.end({ timeout: 5 });
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
  await answers(`${url}/healthz`, app).catch(async (error) => {
    await stop();
    throw error;
  });
  return { url, sql, stop };
}

async function answers(url: string, app: ChildProcess) {
  for (let tries = 0; tries < 150; tries++) {
    if (app.exitCode !== null) throw new Error('The portal ended before it answered.');
    if ((await fetch(url).catch(() => null))?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('The portal did not answer.');
}

async function end(app: ChildProcess) {
  if (app.exitCode !== null) return;
  const ended = new Promise((resolve) => app.once('exit', resolve));
  app.kill('SIGTERM');
  await ended;
}

/** A brand, and a customer record that it imported. */
export async function importedCustomer(
  { sql }: RealPortal,
  customer: { id: number; email?: string; oidcSubject?: string },
  brand = { slug: 'grocer', name: 'Corner Grocer' },
): Promise<string> {
  const [row] = await sql`insert into brand (slug, name, summary, default_locale, id_key)
    values (${brand.slug}, ${JSON.stringify({ en: brand.name })}::text::jsonb, '{"en":"Food"}', 'en', '\\x00')
    on conflict (slug) do update set slug = excluded.slug returning id`;
  await sql`insert into category (brand_id, slug, name, summary, standard_key, keeps)
    values (${row?.id}, 'basket', '{"en":"What you buy"}', '{"en":"Food"}', 'user.behavior', 'value') on conflict do nothing`;
  const id = `00000000-0000-8000-8000-${String(customer.id).padStart(12, '0')}`;
  await sql`insert into customer (customer_id, brand_id, external_id, email, oidc_subject)
    values (${id}, ${row?.id}, ${String(customer.id)}, ${customer.email ?? null}, ${customer.oidcSubject ?? null})`;
  return id;
}
