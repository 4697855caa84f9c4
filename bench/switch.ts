import { sql } from 'drizzle-orm';
import { byTurns } from './by-turns.ts';
import type { Portal } from './open-portal.ts';
import { compared, type Row } from './row.ts';
import { switching } from './switching.ts';

const people = 8;

/** A switch that writes each time, and one that is told what is so already, against an action that does nothing. */
export async function benchSwitch(
  portal: Portal,
  { seconds, rounds }: { seconds: number; rounds: number },
): Promise<Row[]> {
  const { writing, repeating, empty } = await switching(portal, people, seconds);
  const before = await entries(portal);
  const written = await byTurns(writing, empty, rounds);
  // Every answered request left an entry, but for the warming up and the first and last of a connection and round.
  if ((await entries(portal)) - before < written.subject.requests - people * rounds)
    throw new Error('Measured switches were not written.');
  const repeated = await byTurns(repeating, empty, rounds);
  return [
    ...compared('switch, each time written, against an empty action', written, 0.6),
    ...compared('switch, asked for what is so already', repeated, 0.6),
  ];
}

async function entries({ db }: Portal): Promise<number> {
  const [row] = await db.transaction(async (tx) => {
    await tx.execute(sql`set local app.portal = 'on'`);
    return tx.execute<{ count: number }>(sql`select count(*)::int as count from ledger`);
  });
  return row?.count ?? 0;
}
