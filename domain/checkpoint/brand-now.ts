import type { Tx } from '#db/client.ts';
import type { Catalogue } from '#db/schema/proof.ts';
import type { BrandId } from '../actor.ts';
import { idKeyOf } from '../brand/queries.ts';
import { findUnpublished, type Publication, readCatalogue } from '../exchange/catalogue.ts';
import { hashOf } from '../hash.ts';
import { type KeyLog, readKeyLog } from '../signing-key/key-log.ts';
import { keyEntries } from '../signing-key/write-key-log.ts';
import type { NewStatement } from './statement.ts';

/** What of a brand a checkpoint covers besides its customers' chains. */
export type BrandNow = { publications: Map<string, Publication>; log: KeyLog; ids: string };

export async function readBrandNow(tx: Tx, brandId: BrandId): Promise<BrandNow> {
  return {
    publications: await readCatalogue(tx, brandId),
    log: await readKeyLog(brandId, await keyEntries(tx, brandId)),
    ids: idKeyHash(await idKeyOf(tx, brandId)),
  };
}

const idKeyHash = (idKey: Buffer) => hashOf(`mutual id key ${idKey.toString('hex')}`);

export type Broken = { why: 'keys' | 'ids' } | { why: 'catalogue'; exchange: string };

/** What of it is not as a checkpoint signed it. All of it only grows, so that a later state still has the signed one. */
export function findBroken({ keys, ids }: NewStatement, catalogue: Catalogue, now: BrandNow): Broken | null {
  if (now.log.hashes[keys.size - 1] !== keys.head) return { why: 'keys' };
  if (now.ids !== ids) return { why: 'ids' };
  const exchange = findUnpublished(catalogue, now.publications);
  return exchange === null ? null : { why: 'catalogue', exchange };
}
