import { sql } from 'drizzle-orm';
import type { BrandId, PersonId, StaffActor } from '#domain/actor.ts';
import { createKey } from '#domain/api-key/create-key.ts';
import type { Ctx } from '#domain/context.ts';
import { freePort } from '#lib/free-port.ts';
import { launchApi, launchFile } from '../../cli/next.ts';
import { authSecret, type Portal } from '../open-portal.ts';
import { openServer, type Server } from '../open-server.ts';
import { brand } from '../populate.ts';

export type Use = { category: string; purpose: string };

export type ApiStage = {
  portal: Portal;
  /** `npm run api` on the portal's database. */
  api: Server;
  /** Node's own server, reading one row of the same database. */
  bare: Server;
  /** As the owner, past row security: what plain SQL may cost. */
  ownerUrl: string;
  staff: Ctx<StaffActor>;
  brandId: BrandId;
  idKey: Buffer;
  /** How many there are besides the demo's. */
  customers: number;
  /** What the brand's exchanges in force are about; those with most choices first. */
  uses: [Use, ...Use[]];
  /** A key that may decide. */
  key: string;
  close: () => Promise<void>;
};

/** The API alone and what it is measured against, beside a portal on the same database. */
export async function setApiStage(portal: Portal, ownerUrl: string): Promise<ApiStage> {
  const { brandId, idKey, customers, staff } = await look(portal);
  const uses = await usesOf(portal, brandId);
  const [apiPort, barePort] = [await freePort(), await freePort()];
  const shared = { HOST: '127.0.0.1', AUTH_SECRET: authSecret };
  const api = await openServer(launchApi, {
    port: apiPort,
    path: '/api/v1/openapi.json',
    variables: { ...shared, DATABASE_URL: portal.databaseUrl, API_PORT: String(apiPort) },
  });
  const bare = await openServer((variables) => launchFile('bench/api/bare-server.ts', variables), {
    port: barePort,
    path: '/',
    variables: { ...shared, DATABASE_URL: ownerUrl, PORT: String(barePort) },
  });
  const close = async () => {
    await api.stop();
    await bare.stop();
  };
  const key = await newKey(staff, 'decide');
  return { portal, api, bare, ownerUrl, staff, brandId, idKey, customers, uses, key, close };
}

/** The secret of a new key. */
export async function newKey(staff: Ctx<StaffActor>, scope: string): Promise<string> {
  const { secret } = await createKey(staff, { name: 'Bench', scopes: [scope], days: 1 });
  return secret;
}

async function look({ db }: Portal) {
  const [found] = await db.execute<{ id: BrandId; id_key: Buffer; owner: PersonId; customers: number }>(sql`
    select b.id, b.id_key, (select person_id from staff where brand_id = b.id and role = 'owner' limit 1) as owner
    from brand b where b.slug = ${brand}`);
  if (!found?.owner) throw new Error('The demo’s brand has no owner.');
  const { id: brandId, id_key: idKey, owner: personId } = found;
  const customers = await db.transaction(async (tx) => {
    await tx.execute(sql`set local app.portal = 'on'`);
    const [row] = await tx.execute<{ count: number }>(
      sql`select count(*)::int as count from customer where external_id like 'bench-%'`,
    );
    return row?.count ?? 0;
  });
  const actor = { kind: 'staff' as const, role: 'owner' as const, brandId, personId };
  return { brandId, idKey, customers, staff: { db, actor } };
}

async function usesOf({ db }: Portal, brandId: BrandId): Promise<[Use, ...Use[]]> {
  const [first, ...others] = await db.transaction(async (tx) => {
    await tx.execute(sql`set local app.portal = 'on'`);
    return tx.execute<Use>(sql`
      select v.category, v.purpose
      from exchange e
      join exchange_version v on v.brand_id = e.brand_id and v.exchange = e.slug and v.version = e.live_version
      where e.brand_id = ${brandId} and e.retired_at is null and v.basis = 'consent'
      order by (select count(*) from choice c where c.brand_id = e.brand_id and c.exchange = e.slug) desc, e.slug`);
  });
  if (!first) throw new Error('The demo’s brand has no exchange that takes consent.');
  return [first, ...others];
}
