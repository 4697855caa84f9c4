import { setTimeout as wait } from 'node:timers/promises';
import { makeCheckpoint } from '#domain/checkpoint/make-checkpoint.ts';
import { checkDeliveries } from './check-deliveries.ts';
import { checkLedger } from './check-ledger.ts';
import { ways } from './customers.ts';
import { checkDelays } from './delays.ts';
import { type Findings, newFindings } from './findings.ts';
import { startLoad } from './load.ts';
import { settle } from './settle.ts';
import { type Stage, setStage } from './stage.ts';

export type Options = {
  /** Of load, one round of kills at least; what comes after takes a minute or two. */
  seconds: number;
  /** Seconds of use between one kill and the next. */
  between: number;
  customersEachWay: number;
  /** Kills fewer, and waits for nothing that takes a minute: what a worker held is freed at once, no write has a key. */
  hasty: boolean;
};

/** Runs a whole portal under load, kills its parts in turn, and compares what was promised with what is there. */
export async function chaos(options: Options, say: (doing: string) => void = () => {}): Promise<Findings> {
  const findings = newFindings();
  say('a portal, an API, two workers and a database');
  const by = options.hasty ? ways.filter((way) => way !== 'the API, with a key for the write') : ways;
  const stage = await setStage(by, options.customersEachWay);
  try {
    const load = startLoad(stage, findings);
    await killInTurn(stage, options, findings, say);
    say('the last choices');
    await load.stop();
    say('the last deliveries');
    await settle(stage, findings, options.hasty);
    say('comparing');
    await checkLedger(stage, findings);
    await checkDeliveries(stage, findings);
    await checkDelays(stage, findings);
    for (const [name, times] of Object.entries(stage.ownEnds()))
      if (times > 0) findings.note(`ended for want of a database, and started again: ${name}`, times);
    return findings;
  } finally {
    await stage.close();
  }
}

/** What the short form kills. */
const few = ['portal', 'worker', 'database'];

/** One full round at least. The next is killed when people could use the portal again for a while. */
async function killInTurn(
  { victims, answer, brand, sealKey }: Stage,
  { seconds, between, hasty }: Options,
  findings: Findings,
  say: (doing: string) => void,
): Promise<void> {
  const turns = Object.entries(victims).filter(([name]) => !hasty || few.includes(name));
  const until = Date.now() + seconds * 1000;
  for (let turn = 0; Date.now() < until || turn < turns.length; turn += 1) {
    await wait(between * 1000);
    const [name = '', kill] = turns[turn % turns.length] ?? [];
    say(`kill -9: ${name}`);
    await kill?.();
    findings.count(`killed: ${name}`, 1);
    await answer();
    await makeCheckpoint(brand.system, sealKey);
  }
}
