import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#db/testing.ts';
import type { Basis, Terms } from '#lib/terms.ts';
import { readLedger, verifyChain } from '../ledger/verify-chain.ts';
import { findStatement } from '../statement/queries.ts';
import { makeBrand, type TestBrand } from '../testing.ts';
import { endYeses } from './end-yeses.ts';
import { setChoices } from './set-choices.ts';

let database: TestDatabase;
let brand: TestBrand;
beforeAll(async () => {
  database = await testDatabase();
  brand = await makeBrand(database);
});
afterAll(() => database.drop());

const day = 86_400_000;
const lapse = 5;

type Step =
  | { kind: 'say'; want: 'on' | 'off'; old: boolean }
  | { kind: 'publish'; change: 'widen' | 'reword' | Basis }
  | { kind: 'wait'; days: number }
  | { kind: 'note ends' };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('say' as const),
      want: fc.constantFrom('on', 'off'),
      old: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('publish' as const),
      change: fc.constantFrom<('widen' | 'reword' | Basis)[]>(
        'widen',
        'reword',
        'consent',
        'legitimate_interests',
        'contract',
      ),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('wait' as const), days: fc.integer({ min: 1, max: 8 }) }),
  },
  { weight: 2, arbitrary: fc.constant({ kind: 'note ends' as const }) },
);

/** The rule once more, written as a person would tell it: what was last said, and whether that still holds. */
class Oracle {
  version = 1;
  basis: Basis = 'consent';
  said: { on: boolean; day: number; stillReads: boolean } | null = null;

  get essential() {
    return this.basis === 'contract';
  }
  on(today: number): boolean {
    if (this.said && !this.said.on) return false;
    if (this.essential) return true;
    if (!this.said) return this.basis === 'legitimate_interests';
    return this.said.stillReads && today - this.said.day < lapse;
  }
  accepts(want: 'on' | 'off', version: number): boolean {
    const fixed = this.essential && this.said?.on !== false;
    return !fixed && (want === 'off' || version === this.version);
  }
  say(want: 'on' | 'off', today: number) {
    const repeats = want === 'on' ? this.said?.on && this.on(today) : this.said?.on === false;
    if (!repeats) this.said = { on: want === 'on', day: today, stillReads: true };
  }
  publish(change: 'widen' | 'reword' | Basis) {
    this.version += 1;
    const widens = change === 'widen' || (change !== 'reword' && change !== this.basis);
    if (change !== 'widen' && change !== 'reword') this.basis = change;
    if (widens && this.said) this.said.stillReads = false;
  }
}

test('whatever is said, published and waited, the portal says what the story says', {
  timeout: 120_000,
}, async () => {
  let run = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 14 }), async (steps) => {
      run += 1;
      const slug = `exchange-${run}`;
      const oracle = new Oracle();
      let terms: Partial<Terms> = { lapsesAfterDays: lapse, recipients: ['r0'] };
      await brand.publish(slug, terms);
      const customer = await brand.customer();
      let today = 0;
      const start = Date.now();
      const ctx = () => ({ ...customer, now: () => new Date(start + today * day) });
      for (const move of steps) {
        if (move.kind === 'wait') today += move.days;
        if (move.kind === 'publish') {
          terms = changed(terms, move.change, oracle.version);
          await brand.publish(slug, terms);
          oracle.publish(move.change);
        }
        // Writing down what has ended changes nothing about where anyone stands.
        if (move.kind === 'note ends') await endYeses({ ...brand.system, now: ctx().now });
        if (move.kind === 'say') {
          const version = move.old ? Math.max(1, oracle.version - 1) : oracle.version;
          const accepted = oracle.accepts(move.want, version);
          const wish = { wishes: [{ exchange: slug, want: move.want, version }], locale: null };
          const outcome = setChoices(ctx(), wish).then(
            ([chosen]) => chosen?.on,
            () => 'refused' as const,
          );
          expect(await outcome).toBe(accepted ? move.want === 'on' : 'refused');
          if (accepted) oracle.say(move.want, today);
        }
        const statement = await findStatement(ctx());
        const row = statement.categories
          .flatMap((category) => category.exchanges)
          .find((each) => each.slug === slug);
        expect(row?.on).toBe(oracle.on(today));
      }
      expect(verifyChain(await readLedger(customer))).toEqual({ ok: true });
    }),
    { numRuns: 120 },
  );
});

function changed(terms: Partial<Terms>, change: 'widen' | 'reword' | Basis, version: number): Partial<Terms> {
  if (change === 'widen') return { ...terms, recipients: [...(terms.recipients ?? []), `r${version}`] };
  if (change === 'reword') return { ...terms, title: { en: `Words ${version}` } };
  return { ...terms, basis: change };
}
