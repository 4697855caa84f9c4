import type { Db } from '#db/client.ts';
import { listBrands } from '../brand/queries.ts';
import type { Secret } from '../signing-key/seal.ts';
import { makeCheckpoint } from './make-checkpoint.ts';

/** What happens once a day: a checkpoint for each brand. One that cannot be signed keeps no other from it, and is told. */
export async function makeDailyCheckpoints(db: Db, secret: Secret): Promise<void> {
  const failures: unknown[] = [];
  for (const { id } of await listBrands(db)) {
    const actor = { kind: 'system' as const, name: 'daily checkpoint', brandId: id };
    await makeCheckpoint({ db, actor }, secret).catch((error: unknown) => failures.push(error));
  }
  if (failures.length > 0) throw new AggregateError(failures, 'Some brands got no checkpoint.');
}
