import { desc, eq, sql } from 'drizzle-orm';
import type { Tx } from '#db/client.ts';
import { readInBatches } from '#db/read-in-batches.ts';
import { checkpoint, checkpointTile } from '#db/schema/proof.ts';
import type { SealKey } from '#lib/seal.ts';
import { type BrandId, requireRole, type StaffActor, type SystemActor } from '../actor.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { type Ctx, clock, transact } from '../context.ts';
import { DomainError } from '../errors.ts';
import { catalogueHash, catalogueOf } from '../exchange/catalogue.ts';
import { hashOf } from '../hash.ts';
import { activeSigner } from '../signing-key/active-signer.ts';
import { readPayload, type Signer, sign } from '../signing-key/jws.ts';
import { type KeyLog, signedAt } from '../signing-key/key-log.ts';
import { type BrandNow, findBroken, readBrandNow } from './brand-now.ts';
import { packEnd, unpackEnd } from './chain-end.ts';
import { findLostEnd } from './lost-ends.ts';
import { coversAll, type NewStatement, type Statement, statementSchema } from './statement.ts';
import { type Tile, TreeBuilder } from './tree.ts';

/** For how many checkpoints back the tree itself is kept; what was signed is kept for ever. */
export const treesKept = 30;

/**
 * Signs the ends of all the brand's chains, as they are in one moment.
 * Throws conflict when the ledger has lost something that the last checkpoint signed: that is never signed over.
 */
export async function makeCheckpoint(
  ctx: Ctx<StaffActor | SystemActor>,
  sealKey: SealKey,
): Promise<Statement> {
  const { actor } = ctx;
  if (actor.kind !== 'system') requireRole(actor, 'owner', 'editor');
  return transact(ctx, async (tx) => signEnds(tx, ctx, sealKey, await holdLast(tx, actor.brandId)));
}

/** The same, unless one was made since then: null. Asked once nobody else is making one. */
export async function makeCheckpointUnlessSince(
  ctx: Ctx<SystemActor>,
  sealKey: SealKey,
  since: Date,
): Promise<Statement | null> {
  return transact(ctx, async (tx) => {
    const last = await holdLast(tx, ctx.actor.brandId);
    return last && last.at >= since ? null : signEnds(tx, ctx, sealKey, last);
  });
}

async function signEnds(
  tx: Tx,
  ctx: Ctx<StaffActor | SystemActor>,
  sealKey: SealKey,
  last: Last,
): Promise<Statement> {
  const { actor } = ctx;
  const { brandId } = actor;
  const at = clock(ctx);
  const now = await readBrandNow(tx, brandId);
  if (last) await refuseRewritten(tx, brandId, last, now);
  const signer = await activeSigner(tx, brandId, sealKey);
  const keys = keysThen(now.log, signer);
  const catalogue = catalogueOf(now.publications);
  const number = (last?.number ?? 0) + 1;
  const { size, root } = await plant(tx, brandId, number);
  const statement: NewStatement = {
    format: 2,
    brand: brandId,
    number,
    at: at.toISOString(),
    size,
    root: root.toString('hex'),
    previous: last ? hashOf(last.statement) : null,
    catalogue: catalogueHash(catalogue),
    keys,
    ids: now.ids,
  };
  const signed = await sign(signer, 'mutual-checkpoint', statement);
  await tx.insert(checkpoint).values({ brandId, number, at, size, root, catalogue, statement: signed });
  await tx.execute(sql`
    delete from checkpoint_tile where brand_id = ${brandId} and number <= ${number - treesKept}`);
  if (actor.kind === 'staff')
    await writeAudit(tx, actor, { action: 'checkpoint.made', subject: `${number}`, at });
  return statement;
}

type Last = Awaited<ReturnType<typeof readLast>>;

/** The newest, once nobody else is making one. */
async function holdLast(tx: Tx, brandId: BrandId): Promise<Last> {
  await tx.execute(sql`select 1 from brand where id = ${brandId} for no key update`);
  return readLast(tx, brandId);
}

async function readLast(tx: Tx, brandId: BrandId) {
  const [last] = await tx
    .select({
      number: checkpoint.number,
      at: checkpoint.at,
      catalogue: checkpoint.catalogue,
      statement: checkpoint.statement,
    })
    .from(checkpoint)
    .where(eq(checkpoint.brandId, brandId))
    .orderBy(desc(checkpoint.number))
    .limit(1);
  return last;
}

async function refuseRewritten(tx: Tx, brandId: BrandId, last: NonNullable<Last>, now: BrandNow) {
  const { number, catalogue } = last;
  const lost = await findLostEnd(tx, brandId, number);
  if (lost)
    throw new DomainError(
      'conflict',
      `The ledger has lost entry ${lost.seq} of customer ${lost.customer}, which checkpoint ${number} signed.`,
    );
  const statement = statementSchema.parse(readPayload(last.statement));
  const broken = coversAll(statement) ? findBroken(statement, catalogue ?? [], now) : null;
  if (broken)
    throw new DomainError(
      'conflict',
      `What checkpoint ${number} signed is changed (${broken.why}). To see more: npm run mutual -- verify --brand`,
    );
}

/** How far the key log is; the key that signs must be in it. */
function keysThen({ hashes, keys }: KeyLog, { kid }: Signer) {
  const [size, head] = [hashes.length, hashes.at(-1)];
  if (head === undefined || !keys.some((key) => key.kid === kid && signedAt(key, size)))
    throw new DomainError(
      'sealed',
      'The key of this brand is not introduced. With DATABASE_OWNER_URL and AUTH_SECRET set: npm run mutual -- migrate',
    );
  return { size, head };
}

/** Reads every chain's end in the order of customer ids and keeps the tree over them. */
async function plant(tx: Tx, brandId: BrandId, number: number): Promise<{ size: number; root: Buffer }> {
  const builder = new TreeBuilder();
  const ends = readInBatches<{ customer_id: string; seq: string; hash: Buffer }>(
    tx,
    sql`select distinct on (customer_id) customer_id, seq, hash from ledger
      where brand_id = ${brandId} order by customer_id, seq desc`,
  );
  for await (const rows of ends) {
    for (const { customer_id: customer, seq, hash } of rows)
      builder.add(packEnd({ customer, seq: Number(seq), head: hash.toString('hex') }));
    await keep(tx, brandId, number, builder.takeFull());
  }
  await keep(tx, brandId, number, builder.takeRest());
  return { size: builder.size, root: builder.root() };
}

async function keep(tx: Tx, brandId: BrandId, number: number, tiles: readonly Tile[]) {
  if (tiles.length === 0) return;
  await tx.insert(checkpointTile).values(
    tiles.map((tile) => ({
      brandId,
      number,
      ...tile,
      firstCustomer: tile.level === 0 ? unpackEnd(tile.content).customer : null,
    })),
  );
}
