import { median } from './statistics.ts';

export type Rates = { subject: number; against: number; ratio: number };

/** Two works by turns, each giving how many a second it did; medians, after one round to warm up. */
export async function ratesByTurns(
  subject: () => Promise<number>,
  against: () => Promise<number>,
  rounds: number,
): Promise<Rates> {
  const seen: { subject: number; against: number }[] = [];
  for (let round = 0; round <= rounds; round++)
    seen.push({ subject: await subject(), against: await against() });
  const counted = seen.slice(1);
  return {
    subject: median(counted.map((pair) => pair.subject)),
    against: median(counted.map((pair) => pair.against)),
    ratio: median(counted.map((pair) => pair.subject / pair.against)),
  };
}

/** Things a second of work that says how many it did. */
export async function rateOf(work: () => Promise<number>): Promise<number> {
  const begun = performance.now();
  const count = await work();
  return (count * 1000) / (performance.now() - begun);
}
