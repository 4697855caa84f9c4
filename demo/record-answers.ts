import { eq, max } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { ledger } from '#db/schema/customer.ts';
import { exchange } from '#db/schema/exchange.ts';
import type { BrandId, SystemActor } from '#domain/actor.ts';
import { setChoices } from '#domain/choice/set-choices.ts';
import { type Ctx, transact } from '#domain/context.ts';
import type { Calendar } from './calendar.ts';
import { seeded } from './random.ts';
import type { Answering } from './seed-customers.ts';

/** How many customers answer at once: what the pool of connections bears. */
const atOnce = 3;

/**
 * Lets customers give the answers of some days, `from` before `to`, at the versions then in force.
 * What is in the ledger already is not said again.
 */
export async function recordAnswers(
  db: Db,
  brandId: BrandId,
  customers: readonly Answering[],
  { days, from, to }: { days: Calendar; from: number; to: number },
): Promise<void> {
  const [versions, lastEntries] = await Promise.all([liveVersions(db, brandId), lastAnswers(db, brandId)]);
  const queue = customers.values();
  const work = async () => {
    for (const { actor, customer, answers } of queue) {
      const due = answers.filter(({ daysAgo }) => daysAgo <= from && daysAgo > to);
      for (const [daysAgo, said] of Map.groupBy(due, (answer) => answer.daysAgo)) {
        const at = days.at(daysAgo, hourOf(customer.email, daysAgo));
        if (at <= (lastEntries.get(actor.customerId) ?? new Date(0))) continue;
        const wishes = said.map(({ exchange: slug, want }) => ({
          exchange: slug,
          want,
          version: versions.get(slug) ?? 1,
        }));
        await setChoices({ db, actor, now: () => at }, { wishes, locale: customer.locale });
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
}

/** Some answer in the morning, some in the evening; the same each time. */
const hourOf = (email: string, daysAgo: number) => 9.5 + seeded(`${email}/${daysAgo}`).next() * 11;

async function liveVersions(db: Db, brandId: BrandId) {
  const rows = await db
    .select({ slug: exchange.slug, version: exchange.liveVersion })
    .from(exchange)
    .where(eq(exchange.brandId, brandId));
  return new Map(rows.map(({ slug, version }) => [slug, version]));
}

/** When each customer last answered; a seeding that was cut off goes on from there. */
async function lastAnswers(db: Db, brandId: BrandId) {
  const ctx: Ctx<SystemActor> = { db, actor: { kind: 'system', name: 'demo', brandId } };
  const rows = await transact(ctx, (tx) =>
    tx
      .select({ customerId: ledger.customerId, at: max(ledger.at) })
      .from(ledger)
      .groupBy(ledger.customerId),
  );
  return new Map(rows.flatMap(({ customerId, at }) => (at ? [[customerId as string, at] as const] : [])));
}
