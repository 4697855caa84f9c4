import type { StaffActor } from '../actor.ts';
import type { Ctx } from '../context.ts';
import { DomainError } from '../errors.ts';
import { parseMapping } from './parse-mapping.ts';
import { runImport } from './run-import.ts';
import { closeUpload, openUpload, unpackedLimit } from './upload.ts';

/** Loads an upload, and leaves the report with it. Throws as `runImport` and `openUpload` do. */
export async function loadUpload(ctx: Ctx<StaffActor>, id: string, skipBad: boolean): Promise<void> {
  const { mapping, open } = await openUpload(ctx.actor, id);
  const parsed = parseMapping(mapping);
  if ('faults' in parsed) throw new DomainError('invalid', 'The mapping cannot be used.');
  const options = { skipBad, limit: unpackedLimit };
  const report = await runImport(ctx, { mapping: parsed.mapping, open }, options);
  await closeUpload(ctx.actor, id, report);
}
