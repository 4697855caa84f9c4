import type { Ctx } from '../context.ts';
import type { Counts } from '../import/merge-rows.ts';
import { parseInput } from '../parse-input.ts';
import { ingest } from './ingest.ts';
import { customerRowSchema, externalIdSchema } from './row-schemas.ts';

/** Makes a customer known, or takes over what changed of one. What the input leaves out stays as it was. */
export async function putCustomer(
  ctx: Ctx,
  idKey: Buffer,
  externalId: string,
  input: unknown,
): Promise<Counts> {
  const id = parseInput(externalIdSchema, externalId);
  const { email = null, oidcSubject = null, since = null } = parseInput(customerRowSchema, input);
  const said = { customer: { id, email, oidcSubject, since }, holdings: [], benefits: [] };
  const feed = { number: 0, holdings: [], benefits: [] };
  return (await ingest(ctx, idKey, feed, [{ place: 0, said }])).customers;
}
