import { eq } from 'drizzle-orm';
import { exchange } from '#db/schema/exchange.ts';
import type { Ctx } from '../context.ts';
import type { PlannedBenefit } from '../import/plan.ts';
import { type Ingested, ingest } from './ingest.ts';
import { type BenefitRow, benefitRowSchema } from './row-schemas.ts';
import { parseRows, RowsRefused } from './rows.ts';

/** Adds benefits, or takes over what changed of those with the same customer, exchange and key. */
export async function postBenefits(ctx: Ctx, idKey: Buffer, input: readonly unknown[]): Promise<Ingested> {
  const rows = await parseRows(benefitRowSchema, input);
  const known = await slugsOf(ctx);
  const unknown = rows.flatMap((row, index) =>
    known.has(row.exchange) ? [] : [{ row: index, field: 'exchange', fault: 'unknown' }],
  );
  if (unknown.length > 0) throw new RowsRefused(unknown);
  const rules = new Rules();
  const mapped = rows.map((row, place) => ({
    place,
    said: {
      customer: { id: row.customer, email: null, oidcSubject: null, since: null },
      holdings: [],
      benefits: [
        {
          rule: rules.of(row),
          key: row.key,
          label: row.label,
          amount: row.amount,
          receivedAt: row.receivedAt,
        },
      ],
    },
  }));
  return ingest(ctx, idKey, { number: 0, holdings: [], benefits: rules.all }, mapped);
}

async function slugsOf({ db, actor }: Ctx): Promise<Set<string>> {
  const rows = await db
    .select({ slug: exchange.slug })
    .from(exchange)
    .where(eq(exchange.brandId, actor.brandId));
  return new Set(rows.map(({ slug }) => slug));
}

/** One rule for each kind of row, as a mapping would have it. */
class Rules {
  readonly all: PlannedBenefit[] = [];
  readonly #places = new Map<string, number>();

  of({ exchange, capital, unit }: BenefitRow): number {
    const name = `${exchange} ${capital} ${unit}`;
    const known = this.#places.get(name);
    if (known !== undefined) return known;
    const number = this.all.length;
    this.all.push({
      number,
      feed: 0,
      exchange,
      capital,
      unit,
      amount: '',
      key: [],
      label: '',
      receivedAt: '',
    });
    this.#places.set(name, number);
    return number;
  }
}
