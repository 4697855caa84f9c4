import { chromium } from '@playwright/test';
import { findBrowser } from './find-browser.ts';
import { runProgram } from './run-program.ts';

/** The path of a Chromium that runs here, installed if there is none. Throws one line that says what to do. */
export async function ensureBrowser(environment: NodeJS.ProcessEnv): Promise<string> {
  const find = () => findBrowser(chromium.executablePath(), environment.PATH ?? '');
  return find() ?? (await playwrights(environment, find)) ?? (await systems(environment, find)) ?? giveUp();
}

async function playwrights(environment: NodeJS.ProcessEnv, find: () => string | null) {
  console.log('No Chrome or Chromium here: installing the one of Playwright.');
  const impatient = { ...environment, PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '10000' };
  await runProgram('playwright', ['install', 'chromium', '--no-shell'], impatient);
  return find();
}

async function systems(environment: NodeJS.ProcessEnv, find: () => string | null) {
  if (process.getuid?.() !== 0) return null;
  console.log('Installing the Chromium of this system.');
  const quiet = { ...environment, DEBIAN_FRONTEND: 'noninteractive' };
  await runProgram('apt-get', ['update', '-qq'], quiet);
  await runProgram('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], quiet);
  return find();
}

function giveUp(): never {
  throw new Error(
    'The journeys need a browser: install Chrome or Chromium (Debian: apt-get install chromium).',
  );
}
