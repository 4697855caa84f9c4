import { once } from 'node:events';
import { constants, setPriority } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { env } from '#lib/env.ts';
import { endChild, launchFile } from '../../cli/next.ts';
import { type Load, loadRound, type Round } from '../load.ts';
import type { Order, Told } from './attacker.ts';
import type { Target } from './target.ts';

export type Seen = { quiet: Round[]; attacked: Round[]; answers: Record<string, number> };

/**
 * Measures a load by turns, while all is quiet and while the attack goes on. The attacker is a process of the lowest
 * priority: on a machine of its own it would take nothing from the portal.
 */
export async function underAttack(load: Load, what: string, target: Target, rounds: number): Promise<Seen> {
  const child = launchFile('bench/fairness/attacker.ts', {
    ...env.inherited,
    NODE_ENV: 'production',
    LOG_LEVEL: 'warn',
  });
  setPriority(child.pid ?? 0, constants.priority.PRIORITY_LOW);
  const order = async (order: Order): Promise<Told> => {
    child.send(order);
    const [told] = await once(child, 'message');
    return told;
  };
  const seen: Seen = { quiet: [], attacked: [], answers: {} };
  try {
    await order({ do: 'load', what, target });
    for (let round = 0; round < rounds; round++) {
      seen.quiet.push(await loadRound(load));
      await order({ do: 'go' });
      await wait(500);
      seen.attacked.push(await loadRound(load));
      const told = await order({ do: 'pause' });
      if (told.done === 'pause')
        for (const [status, count] of Object.entries(told.answers))
          seen.answers[status] = (seen.answers[status] ?? 0) + count;
      await settled(load);
    }
    return seen;
  } finally {
    await endChild(child);
  }
}

/** Until what was sent has been worked off, so that the next round is a quiet one. */
async function settled({ server }: Load): Promise<void> {
  for (let quick = 0; quick < 10; ) {
    const begun = performance.now();
    await (await fetch(`${server.url}/healthz`)).arrayBuffer();
    quick = performance.now() - begun < 20 ? quick + 1 : 0;
    await wait(50);
  }
}
