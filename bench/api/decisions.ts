import type { Request } from 'autocannon';
import { customerId } from '#domain/customer/customer-id.ts';
import { hashToken } from '#lib/token.ts';
import { byTurns } from '../by-turns.ts';
import type { Load } from '../load.ts';
import { externalId } from '../populate.ts';
import { compared, type Row } from '../row.ts';
import type { ApiStage, Use } from './stage.ts';

/** Customers that one connection asks about, over and over. */
const each = 200;
const json = { 'content-type': 'application/json' };

/**
 * Single decisions: by `npm run api` against a bare server that reads one row, once with all connections asking about
 * the same use (which are asked together) and once each about another; and through Next against a handler that reads the same.
 */
export async function benchDecisions(
  { api, bare, portal, uses, idKey, key }: ApiStage,
  turns: { seconds: number; rounds: number },
): Promise<Row[]> {
  const { seconds, rounds } = turns;
  const headers = { ...json, authorization: `Bearer ${key}` };
  const load = (server: Load['server'], request: (n: number, use: Use) => Request, apart = false): Load => ({
    server,
    seconds,
    connections: Array.from({ length: 8 }, (_, connection) =>
      Array.from({ length: each }, (_, n) =>
        request(1 + connection * each + n, (apart && uses[connection % uses.length]) || uses[0]),
      ),
    ),
  });
  const post = (path: string, body: object, more = json): Request => ({
    method: 'POST',
    path,
    headers: more,
    body: JSON.stringify(body),
  });
  const decision = (n: number, use: Use) =>
    post('/api/v1/decisions', { customer: externalId(n), ...use }, headers);
  const id = (n: number) => customerId(idKey, externalId(n));
  const row = (n: number) => post('/', { customer: id(n) });
  const hash = hashToken(key);
  const read = (n: number, use: Use) => post('/bench/read', { key: hash, customer: id(n), ...use });
  const alone = await byTurns(load(api, decision), load(bare, row), rounds);
  const apart = await byTurns(load(api, decision, true), load(bare, row), rounds);
  const byNext = await byTurns(load(portal, decision), load(portal, read), rounds);
  return [
    ...compared('a decision by `npm run api`, against a bare server reading a row', alone, 0.6),
    ...compared('  each connection about another use', apart, 0.6),
    ...compared('a decision through Next, against a handler that reads the same', byNext, 0.9),
  ];
}
