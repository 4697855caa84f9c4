import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#db/testing.ts';
import type { CustomerActor } from '../actor.ts';
import { setChoices } from '../choice/set-choices.ts';
import type { Ctx } from '../context.ts';
import { makeBrand, type TestBrand, testSealKey } from '../testing.ts';
import { makeCheckpoint } from './make-checkpoint.ts';
import { tamperer } from './tamper.testing.ts';
import { verifyBrand } from './verify-brand.ts';

let database: TestDatabase;
let tamper: ReturnType<typeof tamperer>;
beforeAll(async () => {
  database = await testDatabase();
  tamper = tamperer(database);
});
afterAll(() => database.drop());

type Scene = { brand: TestBrand; no: string; yes: string; none: string };

const say = (ctx: Ctx<CustomerActor>, want: 'on' | 'off', exchange: string, version = 1) =>
  setChoices(ctx, { wishes: [{ exchange, want, version }], locale: 'en' });

/** One who said no, and once more after the exchange moved to another use; one who said yes; one who said nothing. */
async function scene(): Promise<Scene> {
  const brand = await makeBrand(database);
  await brand.publish('offers');
  await brand.publish('letters', { purpose: 'letters', basis: 'legitimate_interests' });
  const [no, yes, none] = [
    await brand.customer('No'),
    await brand.customer('Yes'),
    await brand.customer('None'),
  ];
  await say(no, 'off', 'offers');
  await say(no, 'off', 'letters');
  await say(yes, 'on', 'offers');
  await brand.publish('offers', { purpose: 'moved' });
  await say(no, 'on', 'offers', 2);
  await say(yes, 'on', 'offers', 2);
  await makeCheckpoint(brand.system, testSealKey);
  const [a, b, c] = [no, yes, none].map(({ actor }) => actor.customerId);
  return { brand, no: a ?? '', yes: b ?? '', none: c ?? '' };
}

const findings = async ({ brand }: Scene) => (await verifyBrand(brand.system, testSealKey)).findings;

describe('every customer of a brand as it was written', () => {
  test('stands where their own entries lead, and systems are told just that', async () => {
    expect(await findings(await scene())).toEqual([]);
  });

  test('leaves no key behind that was used to ask', async () => {
    const { brand } = await scene();
    await verifyBrand(brand.system, testSealKey);
    expect(await database.owner`select 1 from api_key where brand_id = ${brand.id}`).toHaveLength(0);
  });

  test('is found so, whoever chooses, publishes and signs meanwhile', async () => {
    const here = await scene();
    const { brand } = here;
    const crowd = await Promise.all(Array.from({ length: 4 }, () => brand.customer()));
    let isOver = false;
    let said = 0;
    const choosing = crowd.map(async (ctx) => {
      for (let turn = 0; !isOver; turn++) {
        await say(ctx, turn % 2 === 0 ? 'on' : 'off', 'letters');
        said += 1;
      }
    });
    const staff = (async () => {
      for (let turn = 0; !isOver; turn++) {
        await brand.publish('offers', { recipients: [`R${turn}`] });
        await makeCheckpoint(brand.system, testSealKey);
      }
    })();
    for (let turn = 0; turn < 12; turn++) expect(await findings(here)).toEqual([]);
    isOver = true;
    await Promise.all([...choosing, staff]);
    expect(said).toBeGreaterThan(12);
    expect(await findings(here)).toEqual([]);
  });
});

describe('with all rights over the database, whoever', () => {
  test('swaps the numbers of two customers is found, at both', async () => {
    const here = await scene();
    await tamper(
      `update customer set external_id = case external_id when 'No' then 'Yes' else 'No' end
        where customer_id in ('${here.no}', '${here.yes}')`,
    );
    expect(await findings(here)).toEqual(
      [here.no, here.yes].sort().map((customer) => ({
        in: 'customer',
        customer,
        why: 'id',
        externalId: customer === here.no ? 'Yes' : 'No',
      })),
    );
  });

  test.each([
    ["state = 'granted'", ['state']],
    ["exchange = 'letters'", ['exchange']],
    ['version = 2', ['version']],
    ['seq = seq + 5', ['seq']],
    ["said_at = said_at + interval '1 microsecond'", ['said_at']],
    ["source = 'gpc'", ['source']],
  ])('gives a no kept against a use another %s is found', async (change, columns) => {
    const here = await scene();
    await tamper(
      `update use_choice set ${change} where customer_id = '${here.no}' and purpose = 'recommend'`,
    );
    const use = { category: 'purchases', purpose: 'recommend' };
    expect((await findings(here))[0]).toMatchObject({
      ...{ in: 'use', customer: here.no, ...use, why: 'altered', columns },
    });
  });

  test('takes a kept no away is found by the ledger, and by what systems are told', async () => {
    const here = await scene();
    await tamper(
      `delete from use_choice where customer_id = '${here.no}'`,
      `delete from choice where customer_id = '${here.no}' and exchange = 'letters'`,
    );
    const found = await findings(here);
    expect(found).toContainEqual({
      ...{ in: 'use', customer: here.no, category: 'purchases', purpose: 'letters', seq: 2, why: 'missing' },
    });
    expect(found).toContainEqual({
      ...{ in: 'decision', customer: here.no, category: 'purchases', purpose: 'letters', exchange: null },
      told: { allowed: true, reason: 'never_asked', seq: 0 },
      due: { allowed: false, reason: 'objected', seq: 2 },
    });
  });

  test('makes up a yes that nobody said is found', async () => {
    const here = await scene();
    await tamper(`insert into choice (customer_id, brand_id, exchange, state, version, seq, chosen_at)
      values ('${here.none}', '${here.brand.id}', 'offers', 'granted', 2, 1, now())`);
    expect(await findings(here)).toMatchObject([
      { in: 'choice', customer: here.none, exchange: 'offers', why: 'unsaid' },
      { in: 'decision', customer: here.none, purpose: 'moved', told: { allowed: true } },
    ]);
  });

  test('forgets what an exchange was about before is found', async () => {
    const here = await scene();
    await tamper(`delete from moved_use where brand_id = '${here.brand.id}' and purpose = 'recommend'`);
    expect(await findings(here)).toContainEqual({ in: 'exchange', exchange: 'offers', why: 'moved' });
  });

  test('lets older yeses count again is found at the exchange and at whom it concerns', async () => {
    const here = await scene();
    await here.brand.publish('offers', { purpose: 'moved', recipients: ['Somebody else'] });
    await tamper(
      `update exchange set asked_since = 2 where brand_id = '${here.brand.id}' and slug = 'offers'`,
    );
    const found = await findings(here);
    expect(found[0]).toEqual({ in: 'exchange', exchange: 'offers', why: 'asked' });
    expect(found).toContainEqual({
      ...{ in: 'decision', customer: here.yes, category: 'purchases', purpose: 'moved', exchange: null },
      told: { allowed: true, reason: 'granted', seq: 2 },
      due: { allowed: false, reason: 'expired', seq: 2 },
    });
  });

  test('makes decisions say yes to what the ledger says no to is found', async () => {
    const here = await scene();
    const [was] = await database.owner<{ text: string }[]>`
      select pg_get_functiondef('standing(text,int,timestamptz,text,text,int,timestamptz)'::regprocedure) as text`;
    const forged = (was?.text ?? '').replace(/RETURN CASE.*$/s, "RETURN coalesce(state, 'granted')");
    try {
      await database.owner.unsafe(forged);
      expect(await findings(here)).toContainEqual(
        expect.objectContaining({ in: 'decision', customer: here.none, purpose: 'moved' }),
      );
    } finally {
      await database.owner.unsafe(was?.text ?? '');
    }
    expect(await findings(here)).toEqual([]);
  });
});
