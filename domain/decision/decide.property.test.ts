import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#db/testing.ts';
import { type Basis, bases } from '#lib/terms.ts';
import { createKey } from '../api-key/create-key.ts';
import { findKey } from '../api-key/find-key.ts';
import { customerId } from '../customer/customer-id.ts';
import { type Choice, isOn, standing } from '../exchange/standing.ts';
import { makeBrand, type TestBrand } from '../testing.ts';
import { decide } from './decide.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

/** Small numbers from a seed, the same each run. */
function dice(seed: number) {
  let state = seed;
  return (sides: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

type Said = Choice & { source: 'gpc' | null };
type Offer = { slug: string; basis: Basis; askedSince: number; position: number };
const states = ['granted', 'refused', 'withdrawn', 'objected', 'expired'] as const;
const noes = new Set<string | undefined>(['refused', 'withdrawn', 'objected']);

/** The rule once more, as a person would tell it. */
function oracle(offers: readonly Offer[], said: ReadonlyMap<string, Said>, now: Date) {
  const no = offers.find(({ slug }) => noes.has(said.get(slug)?.state));
  if (no) {
    const { state, source } = said.get(no.slug) ?? {};
    return { allowed: false, reason: state === 'objected' && source ? source : state, exchange: no.slug };
  }
  const told = offers.map((offer) => ({ offer, ...tell(offer, said.get(offer.slug), now) }));
  const best = told.find(({ allowed }) => allowed) ?? told[0];
  return {
    allowed: best?.allowed ?? false,
    reason: best?.reason ?? 'unknown_exchange',
    exchange: best?.offer.slug ?? null,
  };
}

/** Of someone who has not said no. */
function tell({ basis, askedSince }: Offer, yes: Said | undefined, now: Date) {
  if (basis === 'contract' || basis === 'legal_obligation' || basis === 'vital_interests')
    return { allowed: true, reason: 'locked' };
  if (!yes) return { allowed: basis !== 'consent', reason: 'never_asked' };
  const holds =
    yes.state === 'granted' && yes.version >= askedSince && !(yes.expiresAt && yes.expiresAt <= now);
  return { allowed: holds, reason: holds ? 'granted' : 'expired' };
}

/** The same from the rule that the portal's own pages go by. */
function byTheRule(offers: readonly Offer[], said: ReadonlyMap<string, Said>, now: Date) {
  const all = offers.map(({ slug, basis, askedSince }) => {
    const choice = said.get(slug) ?? null;
    const stands = standing(choice, null, { basis, askedSince }, now);
    const reason = stands === 'objected' && choice?.source === 'gpc' ? 'gpc' : stands;
    return { allowed: isOn(stands, basis), reason, exchange: slug };
  });
  const no = all.find(({ reason }) => ['refused', 'withdrawn', 'objected', 'gpc'].includes(reason));
  return (
    no ??
    all.find(({ allowed }) => allowed) ??
    all[0] ?? { allowed: false, reason: 'unknown_exchange', exchange: null }
  );
}

test('a hundred thousand decisions: the database, the rule and the story agree', {
  timeout: 180_000,
}, async () => {
  const roll = dice(20_261_121);
  const now = new Date('2026-06-01T12:00:00Z');
  for (let round = 0; round < 10; round++) {
    const brand = await makeBrand(database);
    const offers: Offer[] = Array.from({ length: roll(4) }, (_, i) => ({
      slug: `offer-${i}`,
      basis: bases[roll(6)] ?? 'consent',
      askedSince: 1 + roll(3),
      position: i,
    }));
    for (const { slug, basis, askedSince, position } of offers) {
      for (let version = 1; version <= 3; version++) await brand.publish(slug, { basis });
      await database.owner`
        update exchange set asked_since = ${askedSince}, position = ${position}
        where brand_id = ${brand.id} and slug = ${slug}`;
    }
    const people = Array.from({ length: 10_000 }, (_, i) => ({
      externalId: `C-${i}`,
      said: new Map(
        offers.flatMap(({ slug }) => (roll(3) === 0 ? [] : [[slug, randomChoice(roll, now)] as const])),
      ),
    }));
    await write(brand, people);
    const { secret } = await createKey(await brand.staff('owner'), {
      name: 'k',
      scopes: ['decide'],
      days: null,
    });
    const key = await findKey(database.db, secret);
    if (!key) throw new TypeError('no key');
    const asked = people.map(({ externalId }) => externalId);
    const decisions = await decide(
      database.db,
      key,
      asked,
      { category: 'purchases', purpose: 'recommend' },
      now,
    );
    const told = decisions?.map(({ allowed, reason, exchange }) => ({ allowed, reason, exchange }));
    expect(told).toEqual(people.map(({ said }) => oracle(offers, said, now)));
    expect(told).toEqual(people.map(({ said }) => byTheRule(offers, said, now)));
  }
});

function randomChoice(roll: (sides: number) => number, now: Date): Said {
  const state = roll(2) === 0 ? 'granted' : (states[roll(5)] ?? 'granted');
  const hours = roll(5) - 2;
  const expiresAt = roll(2) === 0 ? null : new Date(now.getTime() + hours * 3_600_000);
  return { state, version: 1 + roll(3), expiresAt, source: roll(3) === 0 ? 'gpc' : null };
}

type Told = { externalId: string; said: ReadonlyMap<string, Said> };

async function write(brand: TestBrand, people: readonly Told[]) {
  const rows = people.map(({ externalId, said }) => ({
    externalId,
    said,
    id: customerId(brand.idKey, externalId),
  }));
  const choices = rows.flatMap(({ id, said }) =>
    [...said].map(([exchange, { state, version, expiresAt, source }], i) => ({
      customer_id: id,
      exchange,
      state,
      version,
      seq: i + 1,
      source,
      expires_at: expiresAt?.toISOString() ?? null,
    })),
  );
  const customers = rows.map(({ id, externalId }) => ({ customer_id: id, external_id: externalId }));
  await database.owner`
    insert into customer (customer_id, brand_id, external_id)
    select customer_id, ${brand.id}, external_id
    from jsonb_to_recordset(${JSON.stringify(customers)}::text::jsonb) as r (customer_id uuid, external_id text)`;
  await database.owner`
    insert into choice (customer_id, brand_id, exchange, state, version, seq, chosen_at, expires_at, source)
    select customer_id, ${brand.id}, exchange, state, version, seq, now(), expires_at, source
    from jsonb_to_recordset(${JSON.stringify(choices)}::text::jsonb)
      as r (customer_id uuid, exchange text, state text, version int, seq bigint, expires_at timestamptz, source text)`;
}
