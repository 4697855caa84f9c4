import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from './portal.ts';
import { stuckSystem } from './stuck-system.ts';

/** Every page, by who may open it. Addresses with a person's or a look-up's id are reached by their own journeys. */
const pages: Record<string, string[]> = {
  nobody: [
    '/',
    '/brands/otterlight',
    '/brands/otterlight/checkpoints',
    '/sign-in',
    '/sign-in/sent',
    '/inbox',
    '/verify',
    '/docs/api',
    '/nothing-here',
  ],
  'mira@example.com': [
    '/my',
    '/my/brightfennel',
    '/my/brightfennel/what-you-buy',
    '/my/brightfennel/what-you-buy?search=nothing-like-it',
    '/my/brightfennel/exchanges/swap-and-save',
    '/my/brightfennel/value',
    '/my/brightfennel/history',
    '/my/otterlight/how-it-played',
    '/account',
  ],
  'till@example.com': [
    '/my/otterlight',
    '/my/otterlight/value',
    '/my/otterlight/history',
    '/my/otterlight/searches',
  ],
  'nell@example.com': ['/my'],
  'greta@brightfennel.example.com': [
    '/staff/brightfennel',
    '/staff/brightfennel/exchanges',
    '/staff/brightfennel/exchanges/new',
    '/staff/brightfennel/exchanges/swap-and-save',
    '/staff/brightfennel/categories',
    '/staff/brightfennel/categories/new',
    '/staff/brightfennel/categories/what-you-buy',
    '/staff/brightfennel/purposes',
    '/staff/brightfennel/team',
    '/staff/brightfennel/customers',
    '/staff/brightfennel/audit',
    '/staff/brightfennel/import',
    '/staff/brightfennel/keys',
    '/staff/brightfennel/systems',
    '/staff/brightfennel/systems/new',
    '/staff/brightfennel/systems/mail?show=stuck',
  ],
  'odile@otterlight.example.com': [
    '/staff/otterlight/events',
    '/staff/otterlight/events/mapping?type=track&name=Video+Playback+Completed',
    '/staff/otterlight/events/mapping?type=track&name=Offer+Used&as=benefit',
  ],
};

/** Axe looks twice in each language, and at each width and in each light in one of them; it takes seconds each time. */
const looks = {
  en: [
    { colorScheme: 'light', width: 1280 },
    { colorScheme: 'dark', width: 320 },
  ],
  de: [
    { colorScheme: 'light', width: 320 },
    { colorScheme: 'dark', width: 1280 },
  ],
} as const;

test.describe.configure({ mode: 'parallel' });
test.beforeAll(({ portal }) => stuckSystem(portal));

for (const [who, paths] of Object.entries(pages))
  for (const path of paths)
    test(`axe finds nothing on ${path} for ${who}`, async ({ page, signInAs, baseURL }) => {
      test.slow();
      if (who !== 'nobody') await signInAs(who);
      const found: string[] = [];
      for (const locale of ['en', 'de'] as const) {
        await page.context().addCookies([{ name: 'locale', value: locale, url: baseURL ?? '' }]);
        await page.goto(path);
        await expect(page.locator('html')).toHaveAttribute('lang', locale);
        for (const { colorScheme, width } of looks[locale]) {
          await page.emulateMedia({ colorScheme });
          await page.setViewportSize({ width, height: 900 });
          const { violations } = await new AxeBuilder({ page }).analyze();
          const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
          const where = `${locale} ${colorScheme} ${width}`;
          if (wide) found.push(`${where}: the page scrolls sideways`);
          for (const violation of violations)
            for (const node of violation.nodes)
              found.push(`${where}: ${violation.id} at ${node.target.join(' ')}`);
        }
      }
      expect(found).toEqual([]);
    });
