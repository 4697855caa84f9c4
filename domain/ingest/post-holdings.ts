import { eq } from 'drizzle-orm';
import { category } from '#db/schema/brand.ts';
import type { Keeping } from '#lib/terms.ts';
import type { Ctx } from '../context.ts';
import type { PlannedHolding } from '../import/plan.ts';
import { type Ingested, ingest } from './ingest.ts';
import { type HoldingRow, holdingRowSchema } from './row-schemas.ts';
import { parseRows, RowsRefused } from './rows.ts';

/** Adds holdings, or takes over what changed of those with the same customer, category and key. */
export async function postHoldings(ctx: Ctx, idKey: Buffer, input: readonly unknown[]): Promise<Ingested> {
  const rows = await parseRows(holdingRowSchema, input);
  const keeps = await keepsOf(ctx);
  const unknown = rows.flatMap((row, index) =>
    keeps.has(row.category) ? [] : [{ row: index, field: 'category', fault: 'unknown' }],
  );
  if (unknown.length > 0) throw new RowsRefused(unknown);
  const rules = new Rules(keeps);
  const mapped = rows.map((row, place) => ({
    place,
    said: {
      customer: { id: row.customer, email: null, oidcSubject: null, since: null },
      holdings: [
        {
          rule: rules.of(row),
          key: row.key,
          label: row.label,
          value: row.value ?? null,
          collectedAt: row.collectedAt ?? null,
          keepUntil: row.keepUntil ?? null,
        },
      ],
      benefits: [],
    },
  }));
  return ingest(ctx, idKey, { number: 0, holdings: rules.all, benefits: [] }, mapped);
}

async function keepsOf({ db, actor }: Ctx): Promise<Map<string, Keeping>> {
  const rows = await db
    .select({ slug: category.slug, keeps: category.keeps })
    .from(category)
    .where(eq(category.brandId, actor.brandId));
  return new Map(rows.map(({ slug, keeps }) => [slug, keeps]));
}

/** What an import's mapping would say of the rows: one rule for each kind of them. */
class Rules {
  readonly all: PlannedHolding[] = [];
  readonly #places = new Map<string, number>();
  readonly #keeps: ReadonlyMap<string, Keeping>;

  constructor(keeps: ReadonlyMap<string, Keeping>) {
    this.#keeps = keeps;
  }

  of({ category, source, place }: HoldingRow): number {
    const name = `${category} ${source} ${place}`;
    const known = this.#places.get(name);
    if (known !== undefined) return known;
    const number = this.all.length;
    const keeps = this.#keeps.get(category) ?? 'count';
    this.all.push({ number, feed: 0, category, source, place, keeps, categoryName: {}, key: [], label: '' });
    this.#places.set(name, number);
    return number;
  }
}
