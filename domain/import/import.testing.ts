import { Readable } from 'node:stream';
import { sql } from 'drizzle-orm';
import { withScope } from '#db/scope.ts';
import type { TestDatabase } from '#db/testing.ts';
import type { SystemActor } from '../actor.ts';
import { applyDefinition } from '../brand/apply-definition.ts';
import { tinyBrand } from '../brand/tiny-brand.testing.ts';
import type { Ctx } from '../context.ts';
import type { OpenFile } from './data-file.ts';
import { type Mapping, mappingSchema } from './mapping.ts';
import { type ImportOptions, runImport } from './run-import.ts';

/** Files that a test writes down by name. */
export const files =
  (contents: Record<string, string | Uint8Array>): OpenFile =>
  async (name) => {
    const content = contents[name];
    if (content === undefined) return null;
    const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : Buffer.from(content);
    return { stream: Readable.from([bytes]), size: bytes.length };
  };

/** What a shop of one shelf sends: `id,key,what,amount,saved,at`. */
export const tinyMapping = (over: Record<string, unknown> = {}): Mapping =>
  mappingSchema.parse({
    feeds: [
      {
        file: 'bought.csv',
        customer: { id: 'id' },
        columns: { amount: { read: 'number' } },
        holdings: [
          {
            category: 'bought',
            source: 'observed',
            key: ['key'],
            label: '{what}',
            value: '{amount} EUR',
            collectedAt: 'at',
          },
        ],
        benefits: [
          {
            exchange: 'better-offers',
            capital: 'economic',
            unit: 'EUR',
            amount: 'saved',
            key: ['key'],
            label: 'Off {what}',
            receivedAt: 'at',
          },
        ],
        ...over,
      },
    ],
  });

export const head = 'id,key,what,amount,saved,at\n';
export const csv = (...rows: string[]) => head + rows.map((row) => `${row}\n`).join('');

/** A brand of its own in the database, and ways to import into it and look at what came of it. */
export async function tinyShop(database: TestDatabase, slug: string) {
  const { brandId } = await applyDefinition(database.db, tinyBrand(slug));
  const ctx: Ctx<SystemActor> = { db: database.db, actor: { kind: 'system', name: 'test', brandId } };
  const load = (content: string | Uint8Array, over: Record<string, unknown> = {}, options?: ImportOptions) =>
    runImport(ctx, { mapping: tinyMapping(over), open: files({ 'bought.csv': content }) }, options);
  const ask = async (query: string): Promise<Record<string, unknown>[]> => [
    ...(await withScope(database.db, { kind: 'brand', brandId }, (tx) => tx.execute(sql.raw(query)))),
  ];
  return { brandId, ctx, load, ask };
}
