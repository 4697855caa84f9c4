import { z } from 'zod';
import { apiKey, keyScopes } from '#db/schema/api.ts';
import { requireRole } from '../actor.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { type Ctx, clock, transact } from '../context.ts';
import { textSchema } from '../input.ts';
import { parseInput } from '../parse-input.ts';
import { newSecret } from './secret.ts';

const schema = z.strictObject({
  name: textSchema(80),
  scopes: z
    .array(z.enum(keyScopes))
    .min(1)
    .transform((scopes) => [...new Set(scopes)]),
  /** Days until it expires; null: when it is revoked. */
  days: z.number().int().min(1).max(3650).nullable(),
});

export type CreatedKey = { id: string; prefix: string; secret: string };

/** Makes a key for the brand's own systems. The secret is in the answer and nowhere else. For owners. */
export async function createKey(
  ctx: Ctx,
  input: { name: string; scopes: readonly string[]; days: number | null },
): Promise<CreatedKey> {
  requireRole(ctx.actor, 'owner');
  const { name, scopes, days } = parseInput(schema, input);
  const { brandId, personId } = ctx.actor;
  const { secret, prefix, hash } = newSecret();
  const expiresAt = days === null ? null : new Date(clock(ctx).getTime() + days * 86_400_000);
  return transact(ctx, async (tx) => {
    const [made] = await tx
      .insert(apiKey)
      .values({ brandId, name, prefix, secretHash: hash, scopes, createdBy: personId, expiresAt })
      .returning({ id: apiKey.id });
    if (!made) throw new TypeError('A key was not kept.');
    const details = { name, scopes: scopes.join(' ') };
    await writeAudit(tx, ctx.actor, { action: 'key.created', subject: prefix, details });
    return { id: made.id, prefix, secret };
  });
}
