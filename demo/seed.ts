import type { Db } from '#db/client.ts';
import type { BrandId, SystemActor } from '#domain/actor.ts';
import { applyDefinition } from '#domain/brand/apply-definition.ts';
import { findBrand } from '#domain/brand/queries.ts';
import { endYeses } from '#domain/choice/end-yeses.ts';
import type { Ctx } from '#domain/context.ts';
import { runImport } from '#domain/import/run-import.ts';
import { type Calendar, calendar } from './calendar.ts';
import { type DemoDefinition, demoDefinitions, openedDaysAgo, revisedDaysAgo } from './definitions.ts';
import { type Generated, generate } from './generate.ts';
import { openTables } from './open-tables.ts';
import { recordAnswers } from './record-answers.ts';
import { seedCustomers } from './seed-customers.ts';
import { seedEvents } from './seed-events.ts';
import { seedPeople } from './seed-people.ts';
import { isRevised, whatIsThere } from './what-is-there.ts';

export type Seeding = {
  /** The day on which the demo ends; now unless said. */
  now?: Date;
  /** Hears what is being done, a line at a time. */
  say?: (line: string) => void;
};

/** `other`: the database has brands that are not of the demo, and nothing was done. */
export type Seeded = 'made' | 'there' | 'other';

/**
 * Fills an empty database with the demo, by the same ways in as real data: definitions, import, choices.
 * `db` is of the runtime role. What was cut off in the middle is finished; what is whole is left as it is.
 */
export async function seedDemo(db: Db, { now = new Date(), say = () => {} }: Seeding = {}): Promise<Seeded> {
  const there = await whatIsThere(db);
  if (there.state !== 'part') return there.state;
  const days = calendar(there.since ?? now);
  say(`${demoDefinitions.length} invented brands, with customers and a year of choices`);
  await Promise.all(
    demoDefinitions.map(async (definition) => {
      const generated = generate(definition, there.since ?? now);
      await seedBrand(db, definition, generated, days);
      say(`${definition.current.name.en}: ${generated.customers.length} customers, ${count(generated)} rows`);
    }),
  );
  await seedPeople(db);
  return 'made';
}

async function seedBrand(db: Db, definition: DemoDefinition, generated: Generated, days: Calendar) {
  const { first, current, mapping, slug } = definition;
  const found = await findBrand(db, slug);
  const revised = found !== null && (await isRevised(db, found.id));
  const brandId = revised ? found.id : (await applyDefinition(db, first, days.at(openedDaysAgo, 9))).brandId;
  await load(db, brandId, mapping, generated);
  const customers = await seedCustomers(db, brandId, generated.customers, days);
  if (!revised) {
    await recordAnswers(db, brandId, customers, { days, from: openedDaysAgo, to: revisedDaysAgo });
    const revisedAt = days.at(revisedDaysAgo, 9);
    await applyDefinition(db, current, revisedAt);
    const actor: SystemActor = { kind: 'system', name: 'demo', brandId };
    await endYeses({ db, actor, now: () => revisedAt });
  }
  await recordAnswers(db, brandId, customers, { days, from: revisedDaysAgo, to: 0 });
  if (slug === 'otterlight') await seedEvents(db, brandId, generated.customers, days);
}

async function load(db: Db, brandId: BrandId, mapping: DemoDefinition['mapping'], { tables }: Generated) {
  const ctx: Ctx<SystemActor> = { db, actor: { kind: 'system', name: 'demo', brandId } };
  const report = await runImport(ctx, { mapping, open: openTables(tables) });
  if (report.status === 'refused')
    throw new Error(`The demo's own data was refused: ${JSON.stringify(report.bad.kept[0])}`);
}

const count = ({ tables }: Generated) => tables.reduce((sum, { rows }) => sum + rows.length, 0);
