import { byTurns } from './by-turns.ts';
import type { Load } from './load.ts';
import type { Portal } from './open-portal.ts';
import { brand } from './populate.ts';
import { below, type Row, tenths } from './row.ts';
import { signIn } from './sign-in.ts';

/** How long one customer waits for the statement where many are kept, against where few are. */
export async function benchGrowth(
  large: Portal,
  small: Portal,
  { seconds, rounds, few, many }: { seconds: number; rounds: number; few: string; many: string },
): Promise<Row[]> {
  const one = async (portal: Portal): Promise<Load> => {
    const [cookie = ''] = await signIn(portal, 1);
    return {
      server: portal,
      seconds,
      connections: [[{ path: `/my/${brand}`, headers: { cookie, accept: 'text/html' } }]],
    };
  };
  const { subject, against, ratio } = await byTurns(await one(large), await one(small), rounds);
  return [
    {
      what: `/my/${brand} with ${many} customers against ${few}: median ms`,
      seen: tenths(subject.median),
      against: tenths(against.median),
      ...below(ratio('median'), 1.2),
    },
  ];
}
