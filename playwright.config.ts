import { chromium, defineConfig } from '@playwright/test';
import { findBrowser } from './cli/test/find-browser.ts';

const browser = process.env.MUTUAL_BROWSER || findBrowser(chromium.executablePath(), process.env.PATH ?? '');

export default defineConfig({
  testDir: 'e2e',
  globalSetup: './e2e/global-setup.ts',
  // The first number is for one machine with two cores: each worker runs a portal of its own.
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list'], ['./e2e/count-reporter.ts']],
  use: {
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    trace: 'retain-on-failure',
    launchOptions: {
      ...(browser && { executablePath: browser }),
      args: [
        // Its sandbox works neither as root nor in most containers; it opens only our own pages.
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
