import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#db/testing.ts';
import type { StaffActor } from '../actor.ts';
import type { Ctx } from '../context.ts';
import { makeBrand, type TestBrand } from '../testing.ts';
import { addLoginKey } from './add-login-key.ts';
import { makeLogin, portal } from './login.testing.ts';
import { readLoginToken } from './read-token.ts';
import { revokeLoginKey } from './revoke-login-key.ts';

type Login = Awaited<ReturnType<typeof makeLogin>>;

let database: TestDatabase;
let brand: TestBrand;
let other: TestBrand;
let owner: Ctx<StaffActor>;
let login: Login;
let foreign: Login;

beforeAll(async () => {
  database = await testDatabase();
  [brand, other] = [await makeBrand(database), await makeBrand(database)];
  owner = await brand.staff('owner');
  login = await makeLogin(brand.slug);
  foreign = await makeLogin(other.slug);
  await addLoginKey(owner, { name: 'Shop', jwk: login.text });
  await addLoginKey(await other.staff('owner'), { name: 'Shop', jwk: foreign.text });
});
afterAll(() => database.drop());

const read = (token: string, now = new Date()) => readLoginToken(database.db, token, { brand, portal, now });
const why = async (token: string | Promise<string>, now?: Date) => {
  const reading = await read(await token, now);
  return reading.ok ? 'read' : reading.why;
};
const now = () => Math.floor(Date.now() / 1000);

test.each(['EdDSA', 'ES256'] as const)(
  'a token that a live %s key of the brand signed is read',
  async (alg) => {
    const mine = await makeLogin(brand.slug, alg);
    await addLoginKey(owner, { name: alg, jwk: mine.text });
    expect(await read(await mine.token('C 17/ä'))).toMatchObject({
      ok: true,
      word: { kid: mine.kid, externalId: 'C 17/ä' },
    });
  },
);

describe('a token is refused', () => {
  test.each([
    ['', 'unreadable'],
    ['a.b.c', 'unreadable'],
    ['x'.repeat(5000), 'unreadable'],
    [`${Buffer.from('{"alg":"none","kid":"x"}').toString('base64url')}.e30.`, 'unreadable'],
  ])('when it is %.20s', async (token, fault) => {
    expect(await why(token)).toBe(fault);
  });

  test('without a signature, whatever its head says', async () => {
    const [, body] = (await login.token('1')).split('.');
    for (const alg of ['none', 'NONE', 'None', 'EdDSA'])
      for (const tail of ['', 'AA']) {
        const head = Buffer.from(JSON.stringify({ alg, kid: login.kid })).toString('base64url');
        expect(await why(`${head}.${body}.${tail}`), `${alg} ${tail}`).not.toBe('read');
      }
  });

  test('when the public key is used as the secret of an HMAC', async () => {
    for (const secret of [login.text, login.jwk.x ?? '', JSON.stringify({ ...login.jwk, alg: 'EdDSA' })]) {
      const claims = {
        iss: brand.slug,
        aud: portal,
        sub: '1',
        jti: 'a-b-c-d-e',
        iat: now(),
        exp: now() + 60,
      };
      const forged = new SignJWT(claims)
        .setProtectedHeader({ alg: 'HS256', kid: login.kid })
        .sign(new TextEncoder().encode(secret));
      expect(await why(forged)).toBe('unreadable');
    }
  });

  test('when its head names the other algorithm', async () => {
    const es = await makeLogin(brand.slug, 'ES256');
    await addLoginKey(owner, { name: 'ES', jwk: es.text });
    expect(await why(es.token('1', {}, { kid: login.kid }))).toBe('bad_signature');
    expect(await why(login.token('1', {}, { kid: es.kid }))).toBe('bad_signature');
  });

  test('when it brings its own key along', async () => {
    const { privateKey, publicKey } = await generateKeyPair('EdDSA', { extractable: true });
    const jwk = await exportJWK(publicKey);
    const token = new SignJWT({ iss: brand.slug, aud: portal, sub: '1', jti: 'a-b-c-d-e' })
      .setIssuedAt()
      .setExpirationTime('1m')
      .setProtectedHeader({ alg: 'EdDSA', kid: login.kid, jwk })
      .sign(privateKey);
    expect(await why(token)).toBe('bad_signature');
  });

  test('when its head asks for what the portal does not know', async () => {
    const token = (await login.token('1')).split('.');
    const head = { alg: 'EdDSA', kid: login.kid, crit: ['exp'], exp: 1 };
    token[0] = Buffer.from(JSON.stringify(head)).toString('base64url');
    expect(await why(token.join('.'))).toBe('bad_signature');
  });

  test("when another brand's key signed it, under whichever name", async () => {
    expect(await why(foreign.token('1'))).toBe('unknown_key');
    expect(await why(foreign.token('1', { iss: brand.slug }))).toBe('unknown_key');
    expect(await why(foreign.token('1', { iss: brand.slug }, { kid: login.kid }))).toBe('bad_signature');
  });

  test('when it speaks for another brand, or to another portal', async () => {
    expect(await why(login.token('1', { iss: other.slug }))).toBe('wrong_issuer');
    expect(await why(login.token('1', { aud: 'https://elsewhere.example' }))).toBe('wrong_audience');
    expect(await why(login.token('1', { aud: `${portal}/` }))).toBe('wrong_audience');
    expect(await why(login.token('1', { aud: [portal, 'https://elsewhere.example'] }))).toBe('bad_claims');
  });

  test('when one of its claims is missing or makes no sense', async () => {
    for (const name of ['iss', 'aud', 'sub', 'jti', 'iat', 'exp'])
      expect(await why(login.token('1', { [name]: undefined })), name).toBe('bad_claims');
    for (const claims of [
      { sub: '' },
      { sub: 17 },
      { sub: 'a\0b' },
      { sub: 'x'.repeat(201) },
      { jti: 'short' },
      { exp: `${now() + 60}` },
      { exp: now() + 60.5 },
      { exp: 1e300 },
    ])
      expect(await why(login.token('1', claims)), JSON.stringify(claims)).toBe('bad_claims');
  });

  test('when it lives longer than five minutes, or ends before it begins', async () => {
    expect(await why(login.token('1', { exp: now() + 299 }))).toBe('read');
    expect(await why(login.token('1', { iat: now() - 10, exp: now() + 291 }))).toBe('lives_too_long');
    expect(await why(login.token('1', { exp: now() + 86_400 }))).toBe('lives_too_long');
    expect(await why(login.token('1', { iat: now() + 50, exp: now() + 40 }))).toBe('lives_too_long');
  });

  test('once it has run out, to the second', async () => {
    const [iat, token] = [now(), await login.token('1', { iat: now(), exp: now() + 60 })];
    expect(await why(token, new Date((iat + 59) * 1000))).toBe('read');
    expect(await why(token, new Date((iat + 61) * 1000))).toBe('expired');
  });

  test('when a clock that goes more than a minute ahead made it', async () => {
    expect(await why(login.token('1', { iat: now() + 55, exp: now() + 100 }))).toBe('read');
    expect(await why(login.token('1', { iat: now() + 70, exp: now() + 100 }))).toBe('not_yet');
    expect(await why(login.token('1', { nbf: now() + 70 }))).toBe('not_yet');
  });

  test('once its key is revoked', async () => {
    const gone = await makeLogin(brand.slug);
    await addLoginKey(owner, { name: 'Old', jwk: gone.text });
    expect(await why(gone.token('1'))).toBe('read');
    await revokeLoginKey(owner, gone.kid);
    expect(await why(gone.token('1'))).toBe('unknown_key');
  });
});
