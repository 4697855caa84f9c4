import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#db/testing.ts';
import { env } from '#lib/env.ts';
import type { Basis, Level } from '#lib/terms.ts';
import type { CustomerActor, CustomerId, KeyActor } from '../actor.ts';
import { createKey } from '../api-key/create-key.ts';
import { findKey } from '../api-key/find-key.ts';
import { endYeses } from '../choice/end-yeses.ts';
import { fileYes } from '../choice/file-choice.ts';
import { listStandings } from '../choice/list-standings.ts';
import { objectTo } from '../choice/object-by-signal.ts';
import { decisionOn, keptNo } from '../choice/replay.ts';
import { type Act, act, sayNo, standsOn } from '../choice/say.ts';
import { choose } from '../choice/set-choices.ts';
import { transact } from '../context.ts';
import { customerId } from '../customer/customer-id.ts';
import { DomainError } from '../errors.ts';
import { countYeses } from '../exchange/active-yes.ts';
import { readCollectable } from '../exchange/collection.ts';
import { retireExchange } from '../exchange/retire-exchange.ts';
import { isOn, standing } from '../exchange/standing.ts';
import { type Head, type Link, linkEntries } from '../ledger/link.ts';
import { writeLinks } from '../ledger/write-links.ts';
import { findStatement } from '../statement/queries.ts';
import { makeBrand, type TestBrand } from '../testing.ts';
import { readAudience } from './audience.ts';
import { decide } from './decide.ts';
import { Oracle } from './oracle.testing.ts';
import { Customer, circleOf, World } from './story.testing.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

/** Histories in one brand's story, and of these, whom the database is compared with besides decisions. */
const crowd = 2_000;
const looked = 10;
const rounds = 5;
const start = Date.parse('2026-03-01T12:00:00Z');
const minute = 60_000;
const keys = [randomUUID(), randomUUID()];
const slugs = ['one', 'other', 'third'];
const categories = ['purchases', 'visits'];
const uses = categories.flatMap((category) =>
  ['recommend', 'count'].map((purpose) => ({ category, purpose })),
);

/** Small numbers from a seed, the same each run. */
function dice(seed: number) {
  let state = seed;
  const roll = (sides: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
  return { roll, pick: <T>(from: readonly T[]): T => from[roll(from.length)] as T };
}
type Dice = ReturnType<typeof dice>;

type Person = {
  id: CustomerId;
  brandId: TestBrand['id'];
  name: string;
  customer: Customer;
  oracle: Oracle;
  head: Head;
  wrong: string[];
};

test(`${env.MUTUAL_HISTORIES} histories: what the database answers, the rule and the story agree`, async () => {
  const wrong: string[] = [];
  const stories = Array.from(
    { length: Math.ceil(env.MUTUAL_HISTORIES / crowd) },
    (_, i) => i * crowd,
  ).values();
  // Two at a time: while the database works at the one, the other is told.
  const tellSome = async () => {
    for (const told of stories) {
      if (wrong.length > 0) return;
      const size = Math.min(crowd, env.MUTUAL_HISTORIES - told);
      wrong.push(...(await tellStory(dice(20_261_126 + told), size)));
    }
  };
  await Promise.all([tellSome(), tellSome()]);
  expect(wrong.slice(0, 5)).toEqual([]);
}, 86_400_000);

async function tellStory(chance: Dice, size: number): Promise<string[]> {
  const brand = await makeBrand(database);
  await database.owner`
    insert into category (brand_id, slug, name, summary, standard_key, keeps)
    select ${brand.id}, 'visits', name, summary, standard_key, keeps from category
    where brand_id = ${brand.id} and slug = 'purchases'`;
  const world = new World();
  const people = await makePeople(brand, world, size);
  let now = new Date(start);
  const pass = (most: number) => {
    now = new Date(now.getTime() + (chance.roll(most) + 1) * minute);
  };
  for (let round = 0; round < rounds; round++) {
    // Each story writes thousands of rows at once: without fresh statistics the planner takes these tables for empty ones.
    await database.owner`analyze customer, choice, use_choice, moved_use, ledger, exchange, exchange_version`;
    for (let moves = round === 0 ? 3 : 1 + chance.roll(2); moves > 0; moves--)
      await move(brand, world, chance, now);
    for (const { oracle } of people) oracle.settle();
    for (let acts = 0; acts < 2; acts++) {
      pass(2_000);
      await writeAll(
        brand,
        people.flatMap((person) => actOf(person, world, chance, now)),
        now,
      );
      for (const person of people) compareWithOracle(person, world, now);
    }
    if (chance.roll(2) === 0) await noteEnds(brand, world, people, now);
    pass(4_000);
    if (chance.roll(2) === 0 || round === rounds - 1) await compareDecisions(brand, world, people, now);
  }
  await compareRest(brand, world, people, now);
  return people.flatMap(({ wrong }) => wrong);
}

async function makePeople(brand: TestBrand, world: World, size: number): Promise<Person[]> {
  const people = Array.from({ length: size }, (_, i) => ({
    id: customerId(brand.idKey, `C-${i}`),
    brandId: brand.id,
    name: `C-${i}`,
    customer: new Customer(),
    oracle: new Oracle(world),
    head: { seq: 0, hash: null, systems: [] },
    wrong: [],
  }));
  await database.owner`
    insert into customer (customer_id, brand_id, external_id)
    select id, ${brand.id}, name
    from jsonb_to_recordset(${JSON.stringify(people.map(({ id, name }) => ({ id, name })))}::text::jsonb)
      as r (id uuid, name text)`;
  return people;
}

/** The brand publishes, moves, widens, changes a basis, or retires. */
async function move(brand: TestBrand, world: World, { roll, pick }: Dice, now: Date) {
  const exchange = pick(slugs);
  const live = world.live.get(exchange);
  if (live?.isRetired) return;
  if (live && roll(6) === 0) {
    const [row] = await database.owner`
      select draft_revision as revision from exchange where brand_id = ${brand.id} and slug = ${exchange}`;
    await retireExchange(await brand.staff('owner'), { slug: exchange, revision: Number(row?.revision) });
    return world.retire(exchange);
  }
  const use =
    roll(3) === 0 || !live ? pick(uses) : { category: live.version.category, purpose: live.version.purpose };
  const bases: Basis[] = ['consent', 'consent', 'legitimate_interests', 'contract'];
  const basis = roll(2) === 0 || !live ? pick(bases) : live.version.basis;
  const level: Level = roll(3) === 0 ? 3 : 2;
  const lapses = roll(3) === 0 ? 5 : null;
  const terms = { ...use, basis, level, lapsesAfterDays: lapses, recipients: [`R${roll(2)}`] };
  const { version, widened } = await brand.publish(exchange, terms, now);
  const published = { ...use, exchange, version, basis, level, lapses, publishedAt: now };
  world.publish(published, version === 1 || widened.length > 0);
}

/** What a person does, or is done on their behalf, and what is written of it; nothing, where it is refused. */
function actOf(person: Person, world: World, chance: Dice, now: Date): Link[] {
  const { roll, pick } = chance;
  const kind = roll(10);
  const published = [...world.live.keys()];
  if (kind < 6) {
    const some = published.filter(() => roll(2) === 0);
    const wishes = some.map((exchange) => {
      const newest = world.live.get(exchange)?.version.version ?? 1;
      const want = roll(2) === 0 ? ('on' as const) : ('off' as const);
      return { exchange, want, version: roll(4) === 0 ? 1 + roll(newest + 1) : newest };
    });
    if (wishes.length === 0) return [];
    const { customer, oracle } = person;
    const circle = circleOf(world, customer.book, some);
    const said = ifTaken(() => choose({ wishes, signal: false }, circle, person.head, now));
    const takes = wishes.every(({ want, exchange, version }) => oracle.takes(want, exchange, version));
    if (takes !== (said !== null))
      person.wrong.push(`${person.name}: taken ${said !== null}: ${JSON.stringify(wishes)}`);
    if (takes) oracle.say(wishes, now);
    return written(person, said, world, now, null);
  }
  if (kind < 8) {
    const circle = circleOf(world, person.customer.book, published);
    const open = world.offers.filter(({ level }) => level === 3).map(({ exchange }) => exchange);
    person.oracle.signal(now);
    return written(person, objectTo(open, circle, person.head, now), world, now, null);
  }
  return file(person, world, { exchange: pick(published), key: pick(keys), chance, now });
}

type Filing = { exchange: string; key: string; chance: Dice; now: Date };

function file(person: Person, world: World, { exchange, key, chance: { roll }, now }: Filing): Link[] {
  const { customer, oracle } = person;
  const held = circleOf(world, customer.book, [exchange]).get(exchange);
  const want = roll(2) === 0 ? 'on' : 'off';
  const version = held?.liveVersion ?? 1;
  if (!held || !oracle.takes(want, exchange, version)) return [];
  const madeAt = new Date(now.getTime() - (roll(2) === 0 ? roll(4 * 1440) : roll(11) - 5) * minute);
  const said = act(circleOf(world, customer.book, [exchange]), person.head, now);
  const elsewhere = { madeAt, evidence: { where: 'Counter' } };
  if (want === 'off') {
    sayNo(said, held, { version, elsewhere });
    oracle.no(exchange, version, now);
    return written(person, said, world, now, key);
  }
  const isLast = isLater(person, world, { exchange, key, madeAt, now });
  const taken = ifTaken(() => {
    fileYes(said, held, { want: 'on', version, ...elsewhere }, isLast);
    return said;
  });
  if (taken) oracle.yes(exchange, now, madeAt);
  return written(person, taken, world, now, key);
}

/** Later than every word on it, or on its use, by clocks that differ by up to five minutes. */
function isLater(
  { customer }: Person,
  world: World,
  { exchange, key, madeAt, now }: { exchange: string; key: string; madeAt: Date; now: Date },
): boolean {
  const use = world.live.get(exchange)?.version;
  const about = world.versions.filter(
    (each) => each.category === use?.category && each.purpose === use?.purpose,
  );
  const meant = new Set([exchange, ...about.map((version) => version.exchange)]);
  return customer.entries
    .filter((entry) => entry.state !== 'expired' && meant.has(entry.exchange))
    .every((entry) =>
      entry.key === key && entry.madeAt && madeAt <= now
        ? madeAt > entry.madeAt
        : madeAt.getTime() - 5 * minute > entry.at.getTime(),
    );
}

function ifTaken(work: () => Act): Act | null {
  try {
    return work();
  } catch (error) {
    if (error instanceof DomainError) return null;
    throw error;
  }
}

function written(person: Person, said: Act | null, world: World, at: Date, key: string | null): Link[] {
  if (said === null || said.entries.length === 0) return [];
  const by = { kind: key ? ('key' as const) : ('customer' as const), id: key ?? 'p' };
  return link(person, said.entries, { by, world, at, key });
}

type By = {
  by: { kind: 'key' | 'customer' | 'system'; id: string | null };
  world: World;
  at: Date;
  key: string | null;
};

function link(person: Person, entries: Act['entries'], { by, world, at, key }: By): Link[] {
  const acting = { customerId: person.id, brandId: person.brandId, by };
  const links = linkEntries(acting, person.head, { entries, locale: null, at });
  const last = links.at(-1);
  if (last) person.head = { seq: last.seq, hash: Buffer.from(last.hash, 'hex'), systems: [] };
  person.customer.write(entries, at, key, world.uses);
  return links;
}

async function writeAll(brand: TestBrand, links: Link[], at: Date) {
  await transact(brand.system, (tx) => writeLinks(tx, brand.id, at, links));
}

/** The worker's hand: each yes that has ended is written down; here by the rule once more. */
async function noteEnds(brand: TestBrand, world: World, people: readonly Person[], now: Date) {
  let ended = 0;
  for (const person of people) {
    const entries = [...person.customer.book.choices.values()]
      .filter((said) => said.state === 'granted' && hasEnded(person, world, said.exchange, now))
      .toSorted((one, other) => (one.exchange < other.exchange ? -1 : 1))
      .map(({ exchange, version }) => {
        return { exchange, version, from: 'granted' as const, state: 'expired' as const, expiresAt: null };
      });
    link(person, entries, { by: { kind: 'system', id: null }, world, at: now, key: null });
    ended += entries.length;
  }
  const written = await endYeses({ ...brand.system, now: () => now });
  if (written !== ended) people[0]?.wrong.push(`${written} yeses written down as ended, not ${ended}`);
}

function hasEnded({ customer: { book } }: Person, world: World, exchange: string, now: Date): boolean {
  const live = world.live.get(exchange);
  const said = book.choices.get(exchange);
  if (!live || !said) return false;
  const no = live.isRetired ? null : keptNo(book, world.uses, live.version);
  const askedSince = live.isRetired ? Number.POSITIVE_INFINITY : live.askedSince;
  const stands = standing(said, no?.state ?? null, { basis: live.version.basis, askedSince }, now);
  return stands !== 'granted' && stands !== 'locked';
}

function compareWithOracle({ name, customer: { book }, oracle, wrong }: Person, world: World, now: Date) {
  const { offers } = world;
  for (const [slug, held] of circleOf(world, book, slugs)) {
    const on = !held.isRetired && isOn(standsOn(held, now), held.basis);
    if (on !== oracle.isOn(slug, now)) wrong.push(`${name} at ${now.toISOString()}: ${slug} is ${on}`);
  }
  for (const use of uses)
    for (const exchange of [undefined, ...slugs]) {
      const { allowed } = decisionOn({ book, uses: world.uses, offers }, { ...use, exchange }, now);
      if (allowed !== oracle.mayUse(use, exchange, now))
        wrong.push(`${name}: ${use.category} ${use.purpose} by ${exchange} is ${allowed}`);
    }
}

async function compareDecisions(brand: TestBrand, world: World, people: readonly Person[], now: Date) {
  const { secret } = await createKey(await brand.staff('owner'), {
    name: 'k',
    scopes: ['decide'],
    days: null,
  });
  const key = await findKey(database.db, secret);
  if (!key) throw new TypeError('no key');
  const { offers } = world;
  const names = people.map(({ name }) => name);
  for (const use of uses)
    for (const exchange of [undefined, ...new Set(offers.map((offer) => offer.exchange))]) {
      const question = { ...use, ...(exchange && { exchange }) };
      const told = (await decide(database.db, key, names, question, now)) ?? [];
      for (const [i, { name, customer, wrong }] of people.entries()) {
        const due = decisionOn({ book: customer.book, uses: world.uses, offers }, question, now);
        const isKnown = told[i]?.reason !== 'unknown_customer';
        if (isKnown && same(told[i]) !== same(due)) wrong.push(`${name}: ${same(told[i])}, not ${same(due)}`);
      }
    }
}

const same = (told: object | undefined) => JSON.stringify(Object.entries(told ?? {}).sort());

/** Everything else that says whether something is on. */
async function compareRest(brand: TestBrand, world: World, people: readonly Person[], now: Date) {
  const at = { ...brand.system, now: () => now };
  const keyActor: KeyActor = {
    kind: 'key',
    keyId: keys[0] ?? '',
    brandId: brand.id,
    scopes: ['choices', 'decide'],
  };
  const asKey = { ...at, actor: keyActor };
  const first = people[0]?.wrong ?? [];
  for (const use of uses) {
    const audience: string[] = [];
    await readAudience(asKey, use, { start: () => {}, batch: async (names) => void audience.push(...names) });
    const due = people.filter(({ oracle }) => oracle.mayUse(use, undefined, now)).map(({ name }) => name);
    if (audience.sort().join() !== due.sort().join())
      first.push(`audience of ${use.category} ${use.purpose}`);
  }
  const yeses = await transact(at, (tx) => countYeses(tx, brand.id, now));
  for (const { exchange } of world.offers) {
    const due = people.filter(({ oracle }) => oracle.hasYesInForce(exchange, now)).length;
    if ((yeses.get(exchange) ?? 0) !== due)
      first.push(`${exchange}: ${yeses.get(exchange)} yeses, not ${due}`);
  }
  const wanted = people.flatMap(({ id }) => categories.map((category) => ({ customerId: id, category })));
  const may = await transact(at, (tx) => readCollectable(tx, brand.id, wanted, now));
  for (const { id, oracle, name, wrong } of people)
    for (const category of categories) {
      const its = world.offers.filter((offer) => offer.category === category);
      const due = its.some(({ exchange }) => oracle.isOn(exchange, now));
      if (may({ customerId: id, category }) !== due) wrong.push(`${name}: ${category} collected: ${!due}`);
    }
  await compareRows(brand, people);
  for (const { id, oracle, name, wrong } of people.slice(0, looked)) {
    const actor: CustomerActor = {
      kind: 'customer',
      personId: randomUUID() as CustomerActor['personId'],
      brandId: brand.id,
      customerId: id,
    };
    const { categories: shown } = await findStatement({ ...at, actor });
    const listed = await listStandings(asKey, id);
    for (const { exchange } of world.offers) {
      const row = shown.flatMap(({ exchanges }) => exchanges).find(({ slug }) => slug === exchange);
      const choice = listed.find((each) => each.exchange === exchange);
      const due = oracle.isOn(exchange, now);
      if (row?.on !== due || choice?.on !== due)
        wrong.push(`${name}: ${exchange} shown ${row?.on} ${choice?.on}`);
    }
  }
}

/** The rows that the database keeps of each customer are what the entries come to. */
async function compareRows(brand: TestBrand, people: readonly Person[]) {
  const rows = await transact(brand.system, (tx) =>
    tx.execute<{ id: CustomerId; choices: string | null; words: string | null }>(sql`
      select c.customer_id as id,
        (select string_agg(exchange || ' ' || state || ' ' || seq, ',' order by exchange) from choice
          where customer_id = c.customer_id) as choices,
        (select string_agg(category || ' ' || purpose || ' ' || state || ' ' || seq, ',' order by category, purpose)
          from use_choice where customer_id = c.customer_id) as words
      from customer c where c.brand_id = ${brand.id}`),
  );
  const kept = new Map(rows.map((row) => [row.id, `${row.choices ?? ''};${row.words ?? ''}`]));
  for (const {
    id,
    name,
    customer: { book },
    wrong,
  } of people) {
    const choices = [...book.choices.values()].map(
      ({ exchange, state, seq }) => `${exchange} ${state} ${seq}`,
    );
    const words = [...book.words].map(([use, { state, seq }]) => `${use} ${state} ${seq}`);
    const due = `${choices.sort().join()};${words.sort().join()}`;
    if (kept.get(id) !== due) wrong.push(`${name}: ${kept.get(id)}, not ${due}`);
  }
}
