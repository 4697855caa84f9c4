import { randomUUID } from 'node:crypto';
import type { TestDatabase } from '#db/testing.ts';
import type { CustomerActor, KeyActor } from '../actor.ts';
import { endYeses } from '../choice/end-yeses.ts';
import { fileChoice } from '../choice/file-choice.ts';
import { objectBySignal } from '../choice/object-by-signal.ts';
import { setChoices } from '../choice/set-choices.ts';
import type { Ctx } from '../context.ts';
import { retireExchange } from '../exchange/retire-exchange.ts';
import { markWrongLink } from '../identifier/mark-wrong-link.ts';
import { editPurpose } from '../purpose/edit-purpose.ts';
import { listStaffPurposes } from '../purpose/queries.ts';
import { rotateKey } from '../signing-key/rotate-key.ts';
import { registerSystem } from '../system/register-system.ts';
import { makeBrand, type TestBrand, testSealKey } from '../testing.ts';
import { makeCheckpoint } from './make-checkpoint.ts';

const day = 86_400_000;

export type BusyBrand = { brand: TestBrand; ada: string; ben: string };

/**
 * A brand to which all has happened that can: yeses and noes, filed ones and such by a browser's signal, yeses that lapsed
 * or were outgrown, an exchange that moved to another use and one that was retired, a rename, systems that came later, a
 * link found wrong, a key rotated, checkpoints between. Everybody's last word is under the newest checkpoint.
 */
export async function busyBrand(database: TestDatabase): Promise<BusyBrand> {
  const brand = await makeBrand(database);
  const owner = await brand.staff('owner');
  const began = new Date(Date.now() - 100 * day);
  const later = (days: number) => new Date(began.getTime() + days * day);
  await brand.publish('offers', { lapsesAfterDays: 30 }, began);
  await brand.publish('letters', { purpose: 'letters' }, began);
  await brand.publish('twin', { purpose: 'letters', basis: 'legitimate_interests' }, began);
  await brand.publish('ads', { purpose: 'ads', basis: 'legitimate_interests', level: 3 }, began);
  await brand.publish('old', { purpose: 'old' }, began);
  const [ada, ben, cleo, dan] = [
    await brand.customer('Ada'),
    await brand.customer('Ben'),
    await brand.customer('Cleo'),
    await brand.customer('Dan'),
  ];
  await brand.customer('Silent');
  const say = (ctx: Ctx<CustomerActor>, days: number, want: 'on' | 'off', exchange: string, version = 1) =>
    setChoices({ ...ctx, now: () => later(days) }, { wishes: [{ exchange, want, version }], locale: 'de' });
  for (const ctx of [ada, ben, cleo, dan]) {
    await say(ctx, 1, 'on', 'offers');
    await say(ctx, 2, 'on', 'old');
    await say(ctx, 2, 'off', 'letters');
  }
  await objectBySignal({ ...ben, now: () => later(3) });
  await makeCheckpoint({ ...brand.system, now: () => later(4) }, testSealKey);
  await brand.publish('letters', { purpose: 'moved' }, later(5));
  await say(ada, 6, 'on', 'letters', 2);
  await say(ben, 6, 'off', 'letters', 1);
  const text = { en: 'Mail' };
  const terms = {
    name: text,
    summary: text,
    exchanges: ['offers', 'letters'],
    url: 'https://mail.example/hook',
  };
  await registerSystem(owner, testSealKey, { slug: 'mail', ...terms });
  await say(ada, 7, 'off', 'offers');
  const key: KeyActor = { kind: 'key', keyId: randomUUID(), brandId: brand.id, scopes: ['choices'] };
  const evidence = { where: 'Shop', reference: '7' };
  const filed = { want: 'on', version: 1, madeAt: later(8).toISOString(), evidence };
  await fileChoice(
    { db: database.db, actor: key, now: () => later(9) },
    { customerId: ada.actor.customerId, exchange: 'offers' },
    filed,
  );
  await endYeses({ ...brand.system, now: () => later(50) });
  await say(ada, 51, 'on', 'offers');
  await brand.publish('twin', { purpose: 'letters', recipients: ['Somebody else'] }, later(52));
  await say(cleo, 53, 'on', 'twin', 2);
  await rename(owner);
  await retireExchange(owner, { slug: 'old', revision: 1 });
  await endYeses(brand.system);
  const [link] = await database.owner`
    select id from relation where customer_id = ${dan.actor.customerId}`;
  await markWrongLink(owner, { link: Number(link?.id), reason: 'The address was mistyped.' });
  await rotateKey(brand.asOwner, testSealKey);
  await setChoices(ada, { wishes: [{ exchange: 'letters', want: 'off', version: 2 }], locale: null });
  await makeCheckpoint(brand.system, testSealKey);
  await makeCheckpoint(brand.system, testSealKey);
  return { brand, ada: ada.actor.customerId, ben: ben.actor.customerId };
}

async function rename(owner: Awaited<ReturnType<TestBrand['staff']>>) {
  const found = (await listStaffPurposes(owner)).find(({ slug }) => slug === 'ads');
  if (!found) throw new TypeError('no such purpose');
  const { slug, seen, standardKey } = found;
  const input = { slug, seen, standardKey, name: { en: 'Show you ads elsewhere' } };
  const asked = await editPurpose(owner, input);
  if (!asked.done) await editPurpose(owner, { ...input, confirmed: asked.token });
}
