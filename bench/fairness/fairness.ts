import { loadRound } from '../load.ts';
import type { Portal } from '../open-portal.ts';
import { below, type Row, tenths, whole } from '../row.ts';
import { median } from '../statistics.ts';
import { switching } from '../switching.ts';
import { attacks, elsewhere } from './attacks.ts';
import { targetAt } from './target.ts';
import { type Seen, underAttack } from './under-attack.ts';

const people = 8;

/** A switch's p95 while another brand, or nobody in particular, attacks, against one while all is quiet. */
export async function benchFairness(
  portal: Portal,
  { seconds, rounds }: { seconds: number; rounds: number },
  only: (what: string) => boolean = () => true,
): Promise<Row[]> {
  const target = await targetAt(portal);
  const { writing } = await switching(portal, people, seconds);
  await loadRound({ ...writing, seconds: 3 });
  const rows: Row[] = [];
  for (const what of [elsewhere, ...attacks.map((each) => each.what)].filter(only)) {
    const seen = await underAttack(writing, what, target, rounds);
    rows.push(...asRows(what, seen));
    console.error(rows.slice(-2), seen.answers);
  }
  return rows;
}

function asRows(what: string, { quiet, attacked }: Seen): Row[] {
  const p95 = (rounds: Seen['quiet']) => median(rounds.map((round) => round.p95));
  const longest = (rounds: Seen['quiet']) => Math.max(...rounds.map((round) => round.longest));
  const ratio = median(attacked.map((round, n) => round.p95 / (quiet[n]?.p95 ?? Number.NaN)));
  return [
    {
      what: `a switch during ${what}: p95, ms`,
      seen: tenths(p95(attacked)),
      against: tenths(p95(quiet)),
      ...below(ratio, 3),
    },
    {
      what: '  the longest of all, ms',
      seen: whole(longest(attacked)),
      against: whole(longest(quiet)),
      ratio: '',
      aim: '< 1000',
      met: longest(attacked) < 1000 ? 'yes' : 'NO',
    },
  ];
}
