import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { apiKey } from '#db/schema/api.ts';
import { withScope } from '#db/scope.ts';
import type { BrandId } from '../actor.ts';
import { newSecret } from '../api-key/secret.ts';
import type { Decision, Question } from './decide.ts';

/** Asks `decide()` itself, about customers by id. */
export type AskAll = (
  customers: readonly string[],
  question: Omit<Question, 'minSeq'>,
  at: Date,
) => Promise<Decision[]>;

/**
 * What a brand's systems are told of its customers, as of a snapshot that another transaction has exported. It is asked by
 * a key that nobody ever sees: its transaction is taken back, and short, so that the feed of changes does not wait for it.
 */
export async function withAnswers<T>(
  db: Db,
  { brandId, snapshot }: { brandId: BrandId; snapshot: string },
  work: (ask: AskAll) => Promise<T>,
): Promise<T> {
  const { prefix, hash } = newSecret();
  const told: T[] = [];
  const takenBack = new Error('taken back');
  await withScope(db, { kind: 'brand', brandId }, async (tx) => {
    await tx.execute(sql`set transaction isolation level repeatable read`);
    await tx.execute(sql.raw(`set transaction snapshot '${snapshot.replaceAll(/[^0-9A-F-]/g, '')}'`));
    const key = { brandId, name: 'verify', prefix, secretHash: hash, createdBy: randomUUID() };
    await tx.insert(apiKey).values({ ...key, scopes: ['decide'] });
    told.push(
      await work(async (customers, { category, purpose, exchange = null }, at) => {
        const rows = await tx.execute<Omit<Decision, 'seq'> & { seq: string }>(sql`
          select allowed, reason, exchange, version, seq
          from decide(${hash}, ${`{${customers.join(',')}}`}::uuid[], ${category}, ${purpose}, ${exchange}, 0,
            ${at.toISOString()}::timestamptz)
          order by place`);
        return rows.map((row) => ({ ...row, seq: Number(row.seq) }));
      }),
    );
    throw takenBack;
  }).catch((error: unknown) => {
    if (error !== takenBack) throw error;
  });
  const [result] = told;
  if (result === undefined) throw new TypeError('Nothing was asked.');
  return result;
}
