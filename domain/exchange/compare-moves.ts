import { eq } from 'drizzle-orm';
import type { Tx } from '#db/client.ts';
import { movedUse } from '#db/schema/exchange.ts';
import type { BrandId } from '../actor.ts';
import type { Publication } from './catalogue.ts';

/** The first exchange whose earlier uses, for which a no said there counts, are not written down as its versions have them. */
export async function findStrayedMove(
  tx: Tx,
  brandId: BrandId,
  publications: ReadonlyMap<string, Publication>,
): Promise<string | null> {
  const rows = await tx.select().from(movedUse).where(eq(movedUse.brandId, brandId));
  const kept = new Map(rows.map((row) => [nameOf(row.exchange, row), row.newest]));
  const due = new Map([...publications.values()].flatMap(movesOf));
  const name = [...kept.keys(), ...due.keys()].sort().find((each) => kept.get(each) !== due.get(each));
  return name?.split(' ')[0] ?? null;
}

const nameOf = (exchange: string, { category, purpose }: { category: string; purpose: string }) =>
  `${exchange} ${category} ${purpose}`;

function movesOf({ exchange, steps }: Publication): [string, number][] {
  const newest = new Map(steps.map((step, index) => [nameOf(exchange, step), index + 1]));
  return newest.size > 1 ? [...newest] : [];
}
