import type { Page } from '@playwright/test';
import type { Portal } from '../start-portal.ts';
import { asTwo, lookUp, mailedLink, uploaded } from './ways-in.ts';

export type Scene = {
  /** The route, as its folder under app/ says. */
  route: string;
  /** Who looks: an address of demo/people.ts, or nobody. */
  as?: string;
  /** What makes this picture another than the route's first. */
  state?: string;
  path: string | ((page: Page, portal: Portal) => Promise<string>);
  /** The portal without brands, people and demo. */
  bare?: boolean;
  /** What the browser sends with every request. */
  headers?: Record<string, string>;
  /** The database is away. */
  cut?: boolean;
  /** What is done on the page before the picture. */
  act?: (page: Page) => Promise<unknown>;
};

const [mira, ha, till, nell] = ['mira@example.com', 'ha@example.com', 'till@example.com', 'nell@example.com'];
const at = (name: string) => `${name}@brightfennel.example.com`;
const [greta, emil, sana, anton] = [at('greta'), at('emil'), at('sana'), at('anton')];
const staff = '/staff/brightfennel';
const odile = 'odile@otterlight.example.com';
const player = '/staff/otterlight';

const submit = (page: Page) => page.locator('main form button[type=submit]').last().click();

/** Every page in every state worth looking at. A route with none is named on the index page. */
export const scenes: readonly Scene[] = [
  { route: '/', path: '/' },
  { route: '/', state: 'signed in', as: mira, path: '/' },
  { route: '/', state: 'no brands', path: '/', bare: true },
  { route: '/', state: 'database away', path: '/', cut: true },
  { route: '/brands/[brand]', path: '/brands/otterlight' },
  { route: '/brands/[brand]', state: 'not found', path: '/brands/nobody' },
  { route: '/brands/[brand]/checkpoints', path: '/brands/otterlight/checkpoints' },
  { route: '/docs/api', path: '/docs/api' },
  {
    route: '/docs/api/try',
    path: '/docs/api/try',
    act: (page) =>
      page
        .getByRole('button', { name: /^(Test Request|Request testen)/ })
        .first()
        .waitFor(),
  },
  { route: '/verify', path: '/verify' },
  { route: '/sign-in', path: '/sign-in' },
  { route: '/sign-in', state: 'real portal', path: '/sign-in', bare: true },
  {
    route: '/sign-in',
    state: 'wrong address',
    path: '/sign-in',
    act: async (page) => {
      await page.locator('input[name=email]').fill('mira@');
      await page.locator('form:has(input[name=email])').evaluate((form: HTMLFormElement) => {
        form.noValidate = true;
      });
      await page.locator('form:has(input[name=email]) button').click();
      await page.locator('input[name=email][aria-invalid=true]').waitFor();
    },
  },
  { route: '/sign-in/sent', path: '/sign-in/sent' },
  { route: '/sign-in/confirm', path: (page, portal) => mailedLink(page, portal, mira) },
  { route: '/inbox', path: '/inbox' },
  { route: '/account', as: mira, path: '/account' },
  { route: '/my', as: mira, path: '/my' },
  { route: '/my', state: 'customer of none', as: nell, path: '/my' },
  { route: '/my', state: 'two records of one brand', path: asTwo('/my') },
  { route: '/my/[brand]', state: 'one of two records', path: asTwo('/my/otterlight') },
  { route: '/my/[brand]', as: mira, path: '/my/otterlight' },
  { route: '/my/[brand]', state: 'nothing answered', as: ha, path: '/my/otterlight' },
  { route: '/my/[brand]', state: 'nothing held', as: till, path: '/my/otterlight' },
  { route: '/my/[brand]', state: 'database away', as: mira, path: '/my/otterlight', cut: true },
  {
    route: '/my/[brand]',
    state: 'privacy signal',
    as: mira,
    path: '/my/otterlight',
    headers: { 'Sec-GPC': '1' },
  },
  { route: '/my/[brand]/[category]', as: mira, path: '/my/otterlight/searches' },
  { route: '/my/[brand]/[category]', state: 'nothing held', as: till, path: '/my/otterlight/searches' },
  {
    route: '/my/[brand]/[category]',
    state: 'nothing found',
    as: mira,
    path: '/my/otterlight/searches?search=nothing-like-it',
  },
  { route: '/my/[brand]/exchanges/[exchange]', as: mira, path: '/my/brightfennel/exchanges/swap-and-save' },
  { route: '/my/[brand]/value', as: mira, path: '/my/brightfennel/value' },
  { route: '/my/[brand]/value', state: 'nothing yet', as: till, path: '/my/otterlight/value' },
  { route: '/my/[brand]/history', as: mira, path: '/my/brightfennel/history' },
  {
    route: '/my/[brand]/history',
    state: 'no proof yet',
    as: mira,
    path: '/my/brightfennel/history?without=proof',
  },
  { route: '/my/[brand]/history', state: 'nothing yet', as: till, path: '/my/otterlight/history' },
  { route: '/staff', as: greta, path: '/staff' },
  { route: '/staff/[brand]', state: 'owner', as: greta, path: staff },
  { route: '/staff/[brand]', state: 'analyst', as: anton, path: staff },
  { route: '/staff/[brand]/exchanges', state: 'editor', as: emil, path: `${staff}/exchanges` },
  { route: '/staff/[brand]/exchanges/new', as: emil, path: `${staff}/exchanges/new` },
  {
    route: '/staff/[brand]/exchanges/new',
    state: 'left empty',
    as: emil,
    path: `${staff}/exchanges/new`,
    act: submit,
  },
  { route: '/staff/[brand]/exchanges/[exchange]', as: emil, path: `${staff}/exchanges/swap-and-save` },
  { route: '/staff/[brand]/categories', as: emil, path: `${staff}/categories` },
  { route: '/staff/[brand]/categories/new', as: emil, path: `${staff}/categories/new` },
  { route: '/staff/[brand]/categories/[category]', as: emil, path: `${staff}/categories/what-you-buy` },
  { route: '/staff/[brand]/purposes', as: emil, path: `${staff}/purposes` },
  { route: '/staff/[brand]/purposes/new', as: emil, path: `${staff}/purposes/new` },
  {
    route: '/staff/[brand]/purposes/[purpose]',
    as: emil,
    path: (page) => firstOf(page, `${staff}/purposes`),
  },
  { route: '/staff/[brand]/team', as: greta, path: `${staff}/team` },
  { route: '/staff/[brand]/customers', state: 'support', as: sana, path: `${staff}/customers` },
  {
    route: '/staff/[brand]/customers/[lookup]',
    as: sana,
    path: (page) => lookUp(page, staff, 'jonas@example.com'),
  },
  { route: '/staff/[brand]/identifiers', as: sana, path: `${staff}/identifiers` },
  { route: '/staff/[brand]/audit', as: greta, path: `${staff}/audit` },
  { route: '/staff/[brand]/import', as: emil, path: `${staff}/import` },
  { route: '/staff/[brand]/import/[upload]', as: emil, path: (page) => uploaded(page, staff) },
  { route: '/staff/[brand]/keys', as: greta, path: `${staff}/keys` },
  { route: '/staff/[brand]/systems', as: greta, path: `${staff}/systems` },
  { route: '/staff/[brand]/systems/new', as: greta, path: `${staff}/systems/new` },
  { route: '/staff/[brand]/systems/[system]', as: greta, path: (page) => firstOf(page, `${staff}/systems`) },
  { route: '/staff/[brand]/events', as: odile, path: `${player}/events` },
  { route: '/staff/[brand]/events', state: 'none', as: greta, path: `${staff}/events` },
  {
    route: '/staff/[brand]/events/mapping',
    as: odile,
    path: `${player}/events/mapping?type=track&name=Video+Playback+Completed`,
  },
  {
    route: '/staff/[brand]/events/mapping',
    state: 'a benefit',
    as: odile,
    path: `${player}/events/mapping?type=track&name=Offer+Used&as=benefit`,
  },
  { route: '/my/[brand]/[category]', state: 'not kept', as: mira, path: '/my/otterlight/how-it-played' },
  { route: '/trouble/[kind]', path: '/trouble/broken' },
];

/** The first that a list leads to. */
async function firstOf(page: Page, list: string): Promise<string> {
  await page.goto(list);
  const links = page.locator(`main a[href^="${list}/"]:not([href$="/new"])`);
  return (await links.first().getAttribute('href')) ?? list;
}
