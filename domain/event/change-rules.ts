import { and, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Tx } from '#db/client.ts';
import { category } from '#db/schema/brand.ts';
import { eventMapping } from '#db/schema/event.ts';
import { exchange } from '#db/schema/exchange.ts';
import { type BrandId, requireRole, type StaffActor } from '../actor.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { type Ctx, transact } from '../context.ts';
import { DomainError, notFound } from '../errors.ts';
import { invalid, parseInput } from '../parse-input.ts';
import type { EventKind } from './list-events.ts';
import {
  benefitRuleSchema,
  type EventMapping,
  eventMappingSchema,
  eventNameSchema,
  holdingRuleSchema,
  mappedTypes,
} from './mapping.ts';
import { readMapping, seenOf } from './read-mapping.ts';
import { writeMappings } from './write-mappings.ts';

const kindSchema = z.strictObject({
  type: z.enum(mappedTypes),
  name: eventNameSchema.or(z.literal('')),
  seen: z.string(),
});

const placeSchema = z.strictObject({ list: z.enum(['holdings', 'benefits']), at: z.number().int().min(0) });

/** A rule by its place; not trusted. */
export type RuleName = { list: string | undefined; at: number };

type Kind = EventKind & { seen: string };

/** What is added: one rule, as a definition of the brand would have it. Not trusted. */
export type RuleInput = { list: 'holdings' | 'benefits'; rule: Record<string, unknown> };

/**
 * Lets an event become one thing more. Throws `stale` unless its mapping is as `seen`, `invalid` with the rule's
 * fields: `unknown` for a category or exchange that the brand has not, `part: taken` when another rule has its key.
 */
export async function addRule(ctx: Ctx, kind: Kind, { list, rule: input }: RuleInput): Promise<void> {
  requireRole(ctx.actor, 'owner', 'editor');
  const { brandId } = ctx.actor;
  const named = parseInput(kindSchema, kind);
  await changing(ctx, ctx.actor, named, async (tx, mapping) => {
    if (list === 'holdings') {
      const rule = parseInput(holdingRuleSchema, input);
      await requireSlug(tx, brandId, 'category', rule.category);
      return { ...mapping, holdings: [...(mapping.holdings ?? []), rule] };
    }
    const rule = parseInput(benefitRuleSchema, input);
    await requireSlug(tx, brandId, 'exchange', rule.exchange);
    return { ...mapping, benefits: [...(mapping.benefits ?? []), rule] };
  });
}

/** Takes one rule away, by its place in its list. What it has stored stays. Throws `stale`, not_found. */
export async function removeRule(ctx: Ctx, kind: Kind, rule: RuleName): Promise<void> {
  requireRole(ctx.actor, 'owner', 'editor');
  const { list, at } = parseInput(placeSchema, rule);
  await changing(ctx, ctx.actor, parseInput(kindSchema, kind), async (_, mapping) => {
    if (!mapping[list]?.[at]) throw notFound('rule');
    return { ...mapping, [list]: mapping[list].filter((_, place) => place !== at) };
  });
}

async function changing(
  ctx: Ctx,
  actor: StaffActor,
  { type, name, seen }: Kind,
  change: (tx: Tx, mapping: EventMapping) => Promise<EventMapping>,
): Promise<void> {
  const { brandId } = actor;
  const row = and(
    eq(eventMapping.brandId, brandId),
    eq(eventMapping.type, type),
    eq(eventMapping.name, name),
  );
  await transact(ctx, async (tx) => {
    // Also of a mapping that is not there yet two may not be the first.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`mutual.events ${brandId}`}, 0))`);
    const [held] = await tx.select().from(eventMapping).where(row);
    if (seenOf(held?.rules) !== seen) throw new DomainError('stale', 'Someone else changed this event.');
    const bare: EventMapping = { type, ...(name && { name }) };
    const next = whole(await change(tx, held ? readMapping(held) : bare));
    const wants = (next.holdings?.length ?? 0) + (next.benefits?.length ?? 0) > 0 || next.customer;
    if (wants) await writeMappings(tx, brandId, [next]);
    else await tx.delete(eventMapping).where(row);
    await writeAudit(tx, actor, { action: wants ? 'event.mapped' : 'event.unmapped', subject: name || type });
  });
}

/** A mapping whose rules fit each other; what does not is told of the rule that was added. */
function whole(mapping: EventMapping): EventMapping {
  const parsed = eventMappingSchema.safeParse(mapping);
  if (parsed.success) return parsed.data;
  const lacksKey = parsed.error.issues.some(({ path }) => path.at(-1) === 'key');
  throw invalid(lacksKey ? { part: 'required' } : { part: 'taken' });
}

async function requireSlug(tx: Tx, brandId: BrandId, field: 'category' | 'exchange', slug: string) {
  const table = field === 'category' ? category : exchange;
  const [found] = await tx
    .select({ slug: table.slug })
    .from(table)
    .where(and(eq(table.brandId, brandId), eq(table.slug, slug)));
  if (!found) throw invalid({ [field]: 'unknown' });
}
