import { benchApi } from './api/run.ts';
import { benchClientScript } from './client-script.ts';
import { benchFairness } from './fairness/fairness.ts';
import { benchGrowth } from './growth.ts';
import { benchImport } from './import.ts';
import { benchOverview } from './overview.ts';
import { atLeast, type Row, whole } from './row.ts';
import { setStage } from './stage.ts';
import { benchSwitch } from './switch.ts';
import { printTable } from './table.ts';

/** `npm run bench`: everything that is held against a limit, in one run. `--quick` is less exact and takes a minute. */
const quick = process.argv.includes('--quick');
const [few, many] = [1_000, quick ? 20_000 : 100_000];
const turns = quick ? { seconds: 2, rounds: 3 } : { seconds: 4, rounds: 7 };

const say = (doing: string) => console.error(`${new Date().toISOString().slice(11, 19)} ${doing}`);

say(`the app on ${whole(few)} and on ${whole(many)} customers`);
const stage = await setStage(few, many);
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => stage.close().finally(() => process.exit(1)));
const rows: Row[] = [];
try {
  say('scripts');
  rows.push(...(await benchClientScript(stage.small)));
  say('overview');
  rows.push(...(await benchOverview(stage.small, turns)));
  say('switch');
  rows.push(...(await benchSwitch(stage.small, turns)));
  say('fairness: twelve times a switch, while all is quiet and under an attack');
  rows.push(...(await benchFairness(stage.small, { seconds: turns.seconds, rounds: quick ? 1 : 3 })));
  say('growth');
  rows.push(
    ...(await benchGrowth(stage.large, stage.small, { ...turns, few: whole(few), many: whole(many) })),
  );
  say('the API');
  rows.push(...(await benchApi(stage, { ...turns, quick })));
} finally {
  await stage.close();
}
say('import');
const load = await benchImport(quick ? 60_000 : 300_000, quick ? 2 : 3);
rows.push({
  what: 'import against COPY of the same rows: rows/s',
  seen: whole(load.import),
  against: whole(load.copy),
  ...atLeast(load.ratio, 0.3),
});
printTable(rows);
