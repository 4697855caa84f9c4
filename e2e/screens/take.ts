import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from '@playwright/test';
import { signInAs } from '../sign-in-as.ts';
import type { Portal } from '../start-portal.ts';
import type { Scene } from './scenes.ts';

export type Picture = { scene: Scene; file: string; locale: string; width: number; colorScheme: string };

const locales = ['en', 'de'];
const widths = [320, 1280];
const colorSchemes = ['light', 'dark'] as const;

/** One scene in both languages, both widths, light and dark: eight pictures. */
export async function take(
  browser: Browser,
  portal: Portal,
  scene: Scene,
  folder: string,
): Promise<Picture[]> {
  const pictures: Picture[] = [];
  await mkdir(folder, { recursive: true });
  const context = await browser.newContext({
    baseURL: portal.url,
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    extraHTTPHeaders: scene.headers,
  });
  const page = await context.newPage();
  if (scene.as) await signInAs(portal, page, scene.as);
  const path = typeof scene.path === 'string' ? scene.path : await scene.path(page, portal);
  if (scene.cut) await portal.link.cut();
  for (const locale of locales) {
    await context.addCookies([{ name: 'locale', value: locale, url: portal.url }]);
    await page.goto(path);
    await scene.act?.(page);
    for (const width of widths)
      for (const colorScheme of colorSchemes) {
        await page.setViewportSize({ width, height: 900 });
        await page.emulateMedia({ colorScheme });
        const name = `${nameOf(scene)}.${locale}.${width}.${colorScheme}.png`;
        await page.screenshot({ path: join(folder, name), fullPage: true, animations: 'disabled' });
        pictures.push({ scene, file: name, locale, width, colorScheme });
      }
  }
  if (scene.cut) await portal.link.mend();
  await context.close();
  return pictures;
}

const nameOf = ({ route, state }: Scene) =>
  [route === '/' ? 'home' : route.slice(1), state ?? '']
    .join(' ')
    .trim()
    .replaceAll(/[^\w]+/g, '-')
    .replace(/-$/, '');
