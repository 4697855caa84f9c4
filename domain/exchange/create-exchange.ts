import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { exchange } from '#db/schema/exchange.ts';
import { requireRole } from '../actor.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { type Ctx, transact } from '../context.ts';
import { DomainError } from '../errors.ts';
import { newSlugSchema } from '../input.ts';
import { parseInput } from '../parse-input.ts';
import { requireKnownNames } from './draft-input.ts';
import { draftSchema } from './terms.ts';

const nameSchema = z.strictObject({ slug: newSlugSchema });

/** Starts an exchange as a draft that no customer sees. Throws `conflict` when the slug is in use. */
export async function createExchange(
  ctx: Ctx,
  input: { slug: string; draft: object },
): Promise<{ slug: string }> {
  requireRole(ctx.actor, 'owner', 'editor');
  const { slug } = parseInput(nameSchema, { slug: input.slug });
  const draft = parseInput(draftSchema, input.draft);
  const { brandId } = ctx.actor;
  return transact(ctx, async (tx) => {
    await requireKnownNames(tx, brandId, draft);
    const position = sql`(select coalesce(max(e.position) + 1, 0) from exchange e where e.brand_id = ${brandId})`;
    const made = await tx
      .insert(exchange)
      .values({ brandId, slug, draft, draftRevision: 1, position })
      .onConflictDoNothing()
      .returning({ slug: exchange.slug });
    if (made.length === 0)
      throw new DomainError('conflict', `There is an exchange ${slug}.`, { slug: 'taken' });
    await writeAudit(tx, ctx.actor, { action: 'exchange.created', subject: slug });
    return { slug };
  });
}
