import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const mac = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** A Chromium that runs here: `own` (Playwright's) when it is installed, else the system's, else null. */
export function findBrowser(own: string, path: string): string | null {
  const system = path.split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));
  return [own, ...system, ...mac].find((file) => existsSync(file) && runs(file)) ?? null;
}

/** One that was downloaded may still lack libraries of the system. */
const runs = (file: string) =>
  spawnSync(file, ['--version', '--no-sandbox'], { stdio: 'ignore', timeout: 20_000 }).status === 0;
