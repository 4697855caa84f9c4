import { rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { seedSystems } from '#demo/seed-systems.ts';
import { sealKeyFrom } from '#lib/seal.ts';
import config from '../../playwright.config.ts';
import setup from '../global-setup.ts';
import { startPortal } from '../start-portal.ts';
import { indexPage } from './index-page.ts';
import { forgotten } from './routes.ts';
import { scenes } from './scenes.ts';
import { type Picture, take } from './take.ts';

// `npm run screens [part of a route]`: a picture of every page, and a page to look at them all.
const folder = fileURLToPath(new URL('../../screens', import.meta.url));
const [only] = process.argv.slice(2);
const wanted = scenes.filter(({ route, state }) => !only || `${route} ${state ?? ''}`.includes(only));

const close = await setup();
const secret = 'what the pictures show is nobody’s secret';
const portals = { demo: await startPortal({ AUTH_SECRET: secret }), bare: await startPortal({}, 'empty') };
await seedSystems(portals.demo.db, sealKeyFrom(secret), portals.demo.url);
const browser = await chromium.launch(config.use?.launchOptions);
const pictures: Picture[] = [];
const missing = forgotten().map((route) => `${route}: no scene shows it`);
if (!only) await rm(folder, { recursive: true, force: true });
for (const scene of wanted) {
  const name = [scene.route, scene.state].filter(Boolean).join(', ');
  try {
    pictures.push(...(await take(browser, scene.bare ? portals.bare : portals.demo, scene, folder)));
    console.log(`✓ ${name}`);
  } catch (error) {
    missing.push(`${name}: ${error instanceof Error ? error.message.split('\n')[0] : error}`);
    console.error(`✘ ${missing.at(-1)}`);
  }
}
await writeFile(`${folder}/index.html`, indexPage(pictures, missing));
await browser.close();
await Promise.all([portals.demo.stop(), portals.bare.stop()]);
await close();
console.log(`\n${pictures.length} pictures, ${missing.length} missing: screens/index.html`);
process.exitCode = missing.length > 0 ? 1 : 0;
