import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { connect } from '#db/client.ts';
import { startEmbedded } from '#db/embedded.ts';
import type { StaffActor } from '#domain/actor.ts';
import { createKey } from '#domain/api-key/create-key.ts';
import type { Ctx } from '#domain/context.ts';
import { registerSystem } from '#domain/system/register-system.ts';
import { makeBrand, type TestBrand } from '#domain/testing.ts';
import { type SealKey, sealKeyFrom } from '#lib/seal.ts';
import { buildIfNeeded } from '../cli/build.ts';
import { actionId } from '../e2e/post-action.ts';
import { type Customer, makeCustomers, type Way } from './customers.ts';
import { type Processes, startProcesses } from './processes.ts';
import { openReceivers, type ReceivingSystem } from './receivers.ts';

/** What each exchange is for. Each stands on a use of its own: a no to one says nothing of the other. */
export const purposes = { offers: 'recommend', ads: 'advertise' } as const;
export type Exchange = keyof typeof purposes;

export type Stage = Processes & {
  brand: TestBrand;
  owner: Ctx<StaffActor>;
  customers: Customer[];
  systems: ReceivingSystem[];
  /** Of a key that may decide and file choices. */
  secret: string;
  sealKey: SealKey;
  /** The server action behind the statement's switches. */
  switchAction: string;
  /** The database as its owner, whom row security does not hold. */
  sql: postgres.Sql;
  close: () => Promise<void>;
};

/** A brand with customers and systems, and all the processes of a portal, on a database in a temporary folder. */
export async function setStage(by: readonly Way[], each: number): Promise<Stage> {
  await buildIfNeeded();
  const switchAction = await actionId('app/my/[brand]/actions.ts setExchanges');
  const folder = await mkdtemp(join(tmpdir(), 'mutual-chaos-'));
  await chmod(folder, 0o711);
  const server = await startEmbedded(folder);
  const closing = [() => rm(folder, { recursive: true, force: true }), server.stop];
  const close = async () => {
    for (const end of closing.splice(0).reverse()) await end();
  };
  try {
    const authSecret = randomBytes(32).toString('base64');
    const sealKey = sealKeyFrom(authSecret);
    const { db, close: disconnect } = connect(server.appUrl(), { max: 4, name: 'mutual-chaos' });
    const sql = postgres(server.ownerUrl(), { max: 2, onnotice: () => {} });
    closing.push(disconnect, () => sql.end({ timeout: 5 }));
    const asOwner = connect(server.ownerUrl(), { max: 1, name: 'mutual-chaos' });
    closing.push(asOwner.close);
    const brand = await makeBrand({ db, ownerDb: asOwner.db, sealKey });
    const owner = await brand.staff('owner');
    for (const [exchange, purpose] of Object.entries(purposes)) await brand.publish(exchange, { purpose });
    const systems = await openReceivers();
    closing.push(async () => void (await Promise.all(systems.map(({ receiver }) => receiver.close()))));
    for (const { slug, exchange, receiver } of systems)
      await registerSystem(owner, sealKey, {
        slug,
        ...{ name: { en: slug }, summary: { en: slug }, exchanges: [exchange], url: receiver.url },
      });
    const { secret } = await createKey(owner, { name: 'Chaos', scopes: ['decide', 'choices'], days: null });
    const customers = await makeCustomers(brand, by, each);
    const processes = await startProcesses(server, authSecret);
    closing.push(processes.stop);
    return { ...processes, brand, owner, customers, systems, secret, sealKey, switchAction, sql, close };
  } catch (error) {
    await close();
    throw error;
  }
}
