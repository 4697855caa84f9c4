import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#db/testing.ts';
import { listCheckpoints } from '#domain/checkpoint/list-checkpoints.ts';
import { makeCheckpoint } from '#domain/checkpoint/make-checkpoint.ts';
import { tamperer } from '#domain/checkpoint/tamper.testing.ts';
import { setChoices } from '#domain/choice/set-choices.ts';
import { operatorOf } from '#domain/signing-key/operator.ts';
import { listPublicKeys } from '#domain/signing-key/public-keys.ts';
import { rotateKey } from '#domain/signing-key/rotate-key.ts';
import { makeBrand, type TestBrand, testSealKey } from '#domain/testing.ts';
import { type SealKey, sealKeyFrom } from '#lib/seal.ts';

const secret = 'a secret of thirty-two characters or more';
const another = 'another secret of thirty-two characters';

let database: TestDatabase;
let tamper: ReturnType<typeof tamperer>;
let portal: Server;
let sealKey: SealKey;
let from: string;
let folder: string;
let brand: TestBrand;
let file: string;

beforeAll(async () => {
  database = await testDatabase();
  tamper = tamperer(database);
  folder = await mkdtemp(join(tmpdir(), 'witness-'));
  portal = createServer(async (request, response) => {
    const url = new URL(request.url ?? '', 'http://x');
    const said = await answer(url);
    response.writeHead(said === null ? 404 : 200).end(JSON.stringify(said));
  });
  await new Promise<void>((done) => portal.listen(0, '127.0.0.1', done));
  from = `http://127.0.0.1:${(portal.address() as AddressInfo).port}`;
});
afterAll(async () => {
  portal.close();
  await rm(folder, { recursive: true });
  await database.drop();
});

/** As the portal's public pages say it. */
async function answer({ pathname, searchParams }: URL): Promise<object | null> {
  if (pathname === '/.well-known/jwks.json')
    return { keys: await listPublicKeys(database.db, sealKey), operator: { x: operatorOf(sealKey).x } };
  const [found] = await database.owner<{ id: TestBrand['id'] }[]>`
    select id from brand where slug = ${pathname.split('/')[2] ?? ''}`;
  const before = searchParams.get('before');
  return found
    ? {
        brand: found.id,
        ...(await listCheckpoints(database.db, found.id, before ? Number(before) : undefined)),
      }
    : null;
}

type Ran = { code: number; out: string };

const run = (args: string[], env: Record<string, string> = {}): Promise<Ran> =>
  new Promise((done) => {
    const { PATH, HOME, NODE_ENV } = process.env;
    execFile(
      process.execPath,
      ['cli/mutual.ts', ...args],
      { env: { PATH, HOME, NODE_ENV, ...env }, timeout: 60_000 },
      (error, stdout, stderr) =>
        done({ code: error ? Number(error.code ?? 1) : 0, out: `${stdout}${stderr}` }),
    );
  });

const witness = (...more: string[]) =>
  run(['checkpoint', 'witness', '--from', from, '--brand', brand.slug, '--into', file, ...more]);
const verify = (...more: string[]) =>
  run(['verify', '--brand', brand.slug, ...more], { DATABASE_URL: database.appUrl, AUTH_SECRET: secret });
const sign = async (times: number) => {
  for (let made = 0; made < times; made++) await makeCheckpoint(brand.system, sealKey);
};

beforeEach(async () => {
  sealKey = testSealKey;
  brand = await makeBrand(database);
  file = join(folder, `${brand.slug}.json`);
  await brand.publish('offers');
  const customer = await brand.customer();
  await setChoices(customer, { wishes: [{ exchange: 'offers', want: 'off', version: 1 }], locale: 'en' });
});

describe('a copy of what a brand has signed', () => {
  test('is begun, continued over many pages, and stays as it is when nothing is new', async () => {
    await sign(2);
    expect(await witness()).toMatchObject({ code: 0, out: expect.stringContaining(operatorOf(sealKey).x) });
    await sign(65);
    expect(await witness()).toMatchObject({ code: 0, out: expect.stringContaining('67 checkpoints') });
    const kept = await readFile(file, 'utf8');
    expect(await witness()).toMatchObject({ code: 0, out: expect.stringContaining('0 of them new') });
    expect(await readFile(file, 'utf8')).toBe(kept);
    await rotateKey(brand.asOwner, sealKey);
    await sign(1);
    expect(await witness()).toMatchObject({ code: 0, out: expect.stringContaining('1 of them new') });
    const whole = await verify('--witness', file);
    expect(whole).toMatchObject({ code: 0, out: expect.stringContaining('as it was written') });
    expect(whole.out).not.toContain('--witness');
  });

  test('is of a brand that has signed nothing yet, too', async () => {
    expect(await witness()).toMatchObject({ code: 0 });
    await sign(1);
    expect(await witness()).toMatchObject({ code: 0, out: expect.stringContaining('1 of them new') });
  });

  test('begins only with the portal’s own key, where that is said', async () => {
    const { x } = operatorOf(sealKeyFrom(another));
    expect(await witness('--operator', x)).toMatchObject({
      code: 2,
      out: expect.stringContaining('own key'),
    });
    await expect(readFile(file)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  test('is not made of what is no portal, nor of a brand that is not there', async () => {
    brand = { ...brand, slug: 'nobody' };
    expect(await witness()).toMatchObject({ code: 1, out: expect.stringContaining('no brand “nobody”') });
    const away = ['--from', 'http://127.0.0.1:9', '--brand', 'x', '--into', file];
    expect(await run(['checkpoint', 'witness', ...away])).toMatchObject({ code: 1 });
  });
});

describe('whoever has the whole database is found by the copy, at the portal’s pages and by verify, when they', () => {
  test.each<[string, string, () => Promise<unknown>]>([
    [
      'put it back to an earlier day',
      'history was cut',
      () =>
        tamper(
          `delete from checkpoint where brand_id = '${brand.id}' and number > 1`,
          `delete from checkpoint_tile where brand_id = '${brand.id}' and number > 1`,
        ),
    ],
    [
      'delete everything that was chosen and signed',
      'history was cut',
      () =>
        tamper(
          ...['use_choice', 'choice', 'ledger', 'customer', 'checkpoint', 'checkpoint_tile'].map(
            (table) => `delete from ${table} where brand_id = '${brand.id}'`,
          ),
        ),
    ],
    [
      'sign another history, with the portal’s own secret',
      'written anew',
      async () => {
        await tamper(
          `delete from checkpoint where brand_id = '${brand.id}'`,
          `delete from checkpoint_tile where brand_id = '${brand.id}'`,
        );
        await sign(4);
      },
    ],
    [
      'delete the brand',
      'not there any more',
      () => tamper(`update brand set slug = 'gone-${brand.slug}' where id = '${brand.id}'`),
    ],
    [
      'put keys in place of the brand’s',
      'is not the brand’s any more',
      () =>
        tamper(
          `delete from key_log where brand_id = '${brand.id}'`,
          `delete from signing_key where brand_id = '${brand.id}'`,
        ),
    ],
  ])('%s', async (_, words, attack) => {
    await sign(3);
    await witness();
    const kept = await readFile(file, 'utf8');
    await attack();
    expect(await witness()).toMatchObject({ code: 2, out: expect.stringContaining(words) });
    expect(await verify('--witness', file)).toMatchObject({ code: 2, out: expect.stringContaining(words) });
    expect(await readFile(file, 'utf8')).toBe(kept);
  });

  test('have another secret, until somebody has compared the portal’s key', async () => {
    await sign(1);
    await witness();
    sealKey = sealKeyFrom(another);
    await rotateKey(brand.asOwner, sealKey);
    await sign(1);
    expect(await witness()).toMatchObject({ code: 2, out: expect.stringContaining('own key was') });
    expect(await witness('--operator', operatorOf(sealKey).x)).toMatchObject({ code: 0 });
    expect(await witness()).toMatchObject({ code: 0, out: expect.stringContaining('0 of them new') });
  });

  test('changed the copy itself', async () => {
    await sign(2);
    await witness();
    const copy = await readFile(file, 'utf8');
    await writeFile(file, copy.replace(/(\.[\w-]{20})./, '$1_'));
    expect(await witness()).toMatchObject({ code: 2, out: expect.stringContaining('damaged') });
    await writeFile(file, copy.slice(0, 200));
    expect(await witness()).toMatchObject({ code: 1, out: expect.stringContaining('is not a copy') });
  });
});

test('verify says that without a copy an earlier day looks just so', async () => {
  await sign(1);
  expect(await verify()).toMatchObject({ code: 0, out: expect.stringContaining('--witness') });
});
