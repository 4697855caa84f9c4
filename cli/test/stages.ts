import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { ensureBrowser } from './ensure-browser.ts';
import { runProgram } from './run-program.ts';

export type Count = { passed: number; failed: number };
export type Stage = { title: string; run: (environment: NodeJS.ProcessEnv) => Promise<Count> };

/** A check that is one: it holds or it does not. */
const check = (title: string, name: string, args: readonly string[]): Stage => ({
  title,
  run: async (environment) => {
    const holds = (await runProgram(name, args, environment)) === 0;
    return { passed: holds ? 1 : 0, failed: holds ? 0 : 1 };
  },
});

export const stages: readonly Stage[] = [
  check('Lint', 'biome', ['check', '.']),
  check('Types', 'tsc', ['--noEmit']),
  check('Import rules', 'npm', ['run', '--silent', 'rules']),
  { title: 'Domain tests', run: domainTests },
  check('Build', 'node', ['cli/build-now.ts']),
  { title: 'Journeys', run: journeys },
];

function domainTests(environment: NodeJS.ProcessEnv): Promise<Count> {
  return counted(async (file) => {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
    await runProgram('vitest', ['run', ...reporters], environment);
    const { numPassedTests, numFailedTests, success, testResults } = vitestReport.parse(await json(file));
    const brokenFiles = testResults.filter(({ status, assertionResults }) => {
      return status === 'failed' && assertionResults.every((test) => test.status !== 'failed');
    });
    const failed = numFailedTests + brokenFiles.length;
    return { passed: numPassedTests, failed: failed || (success ? 0 : 1) };
  });
}

function journeys(environment: NodeJS.ProcessEnv): Promise<Count> {
  return counted(async (file) => {
    const browser = await ensureBrowser(environment);
    await runProgram('playwright', ['test'], {
      ...environment,
      MUTUAL_BROWSER: browser,
      MUTUAL_COUNT_FILE: file,
    });
    return journeyReport.parse(await json(file));
  });
}

const vitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  success: z.boolean(),
  /** A file may fail before any of its tests has run. */
  testResults: z.array(
    z.object({ status: z.string(), assertionResults: z.array(z.object({ status: z.string() })) }),
  ),
});
const journeyReport = z.object({ passed: z.number(), failed: z.number() });

async function counted(work: (file: string) => Promise<Count>): Promise<Count> {
  const folder = await mkdtemp(join(tmpdir(), 'mutual-count-'));
  return work(join(folder, 'count.json')).finally(() => rm(folder, { recursive: true }));
}

const json = async (file: string): Promise<unknown> => JSON.parse(await readFile(file, 'utf8'));
