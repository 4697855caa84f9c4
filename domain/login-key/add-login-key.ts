import { calculateJwkThumbprint } from 'jose';
import { z } from 'zod';
import { loginKey } from '#db/schema/login-key.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { type Ctx, transact } from '../context.ts';
import { textSchema } from '../input.ts';
import { invalid, parseInput } from '../parse-input.ts';
import { readJwk } from './jwk.ts';
import { requireKeeper } from './require-keeper.ts';

const schema = z.strictObject({ name: textSchema(80), jwk: z.string().trim().min(1).max(2000) });

/**
 * Lets a key of the brand's own login say who its customers are. Whoever holds its private half can open every record of
 * the brand (docs/identity.md), so: owners, and the command line. A key that was there before, revoked ones too, is `taken`.
 */
export async function addLoginKey(ctx: Ctx, input: { name: string; jwk: string }): Promise<{ kid: string }> {
  requireKeeper(ctx.actor);
  const { actor } = ctx;
  const { name, jwk } = parseInput(schema, input);
  const publicKey = await readJwk(jwk);
  const kid = await calculateJwkThumbprint(publicKey);
  const createdBy = actor.kind === 'staff' ? actor.personId : null;
  return transact(ctx, async (tx) => {
    const made = await tx
      .insert(loginKey)
      .values({ brandId: actor.brandId, kid, name, publicKey, createdBy })
      .onConflictDoNothing()
      .returning({ kid: loginKey.kid });
    if (made.length === 0) throw invalid({ jwk: 'taken' });
    await writeAudit(tx, actor, { action: 'login_key.added', subject: kid, details: { name } });
    return { kid };
  });
}
