import type { TestDatabase } from '#db/testing.ts';
import { createKey } from '../api-key/create-key.ts';
import { findKey } from '../api-key/find-key.ts';
import type { TestBrand } from '../testing.ts';
import { type Decision, decide, type Question } from './decide.ts';

export type Ask = (customer: string, about?: Partial<Question>, at?: Date) => Promise<Decision>;

/** Asks for decisions about one customer, by a key of the brand; about its purchases, to recommend, unless said. */
export async function asker({ db }: Pick<TestDatabase, 'db'>, brand: TestBrand): Promise<Ask> {
  const { secret } = await createKey(await brand.staff('owner'), {
    name: 'k',
    scopes: ['decide'],
    days: null,
  });
  const key = await findKey(db, secret);
  if (!key) throw new TypeError('no key');
  return async (customer, about, at) => {
    const question = { category: 'purchases', purpose: 'recommend', ...about };
    const [decision] = (await decide(db, key, [customer], question, at)) ?? [];
    if (!decision) throw new TypeError('no decision');
    return decision;
  };
}
