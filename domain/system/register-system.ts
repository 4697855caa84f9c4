import { system } from '#db/schema/system.ts';
import type { SealKey } from '#lib/seal.ts';
import { requireRole } from '../actor.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { type Ctx, transact } from '../context.ts';
import { DomainError } from '../errors.ts';
import { newSlugSchema } from '../input.ts';
import { parseInput } from '../parse-input.ts';
import { requireExchanges } from './held-system.ts';
import { type SystemTerms, systemTermsSchema } from './schema.ts';
import { newSecret, sealSecret } from './secret.ts';

const schema = systemTermsSchema.extend({ slug: newSlugSchema });

/** Adds a system that must hear of choices from now on. Gives its secret, which is not shown again. Throws `conflict`. */
export async function registerSystem(
  ctx: Ctx,
  key: SealKey,
  input: SystemTerms & { slug: string },
): Promise<{ secret: string }> {
  requireRole(ctx.actor, 'owner', 'editor');
  const { slug, ...terms } = parseInput(schema, input);
  const { brandId } = ctx.actor;
  const secret = newSecret();
  await transact(ctx, async (tx) => {
    await requireExchanges(tx, brandId, terms.exchanges);
    const made = await tx
      .insert(system)
      .values({ brandId, slug, ...terms, secret: sealSecret(key, { brandId, slug }, secret) })
      .onConflictDoNothing()
      .returning({ slug: system.slug });
    if (made.length === 0) throw new DomainError('conflict', `There is a system ${slug}.`, { slug: 'taken' });
    await writeAudit(tx, ctx.actor, { action: 'system.registered', subject: slug });
  });
  return { secret };
}
