import { type Load, loadRound, type Round } from './load.ts';
import { median } from './statistics.ts';

export type Compared = { subject: Round; against: Round; ratio: (key: keyof Round) => number };

/** Measures two loads by turns, A B A B, and takes medians: what else the machine does falls on both alike. */
export async function byTurns(subject: Load, against: Load, rounds: number): Promise<Compared> {
  await warmUp(subject);
  await warmUp(against);
  const seen: { subject: Round; against: Round }[] = [];
  for (let round = 0; round < rounds; round++)
    seen.push({ subject: await loadRound(subject), against: await loadRound(against) });
  return {
    subject: middle(seen.map((pair) => pair.subject)),
    against: middle(seen.map((pair) => pair.against)),
    ratio: (key) => median(seen.map((pair) => pair.subject[key] / pair.against[key])),
  };
}

/** Until the code that answers is compiled and its caches are full. */
const warmUp = (load: Load) => loadRound({ ...load, seconds: Math.max(3, load.seconds) });

function middle(rounds: readonly Round[]): Round {
  const of = (key: keyof Round) => median(rounds.map((round) => round[key]));
  return {
    requests: rounds.reduce((sum, { requests }) => sum + requests, 0),
    perSecond: of('perSecond'),
    median: of('median'),
    p95: of('p95'),
    longest: Math.max(...rounds.map((round) => round.longest)),
    cpu: of('cpu'),
  };
}
