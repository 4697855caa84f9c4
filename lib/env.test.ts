import { describe, expect, test } from 'vitest';
import { readEnv } from './env.ts';

const acme = {
  OIDC_ACME_ISSUER: 'https://id.acme.example',
  OIDC_ACME_CLIENT_ID: 'portal',
  OIDC_ACME_CLIENT_SECRET: 'secret',
};

describe('the configuration', () => {
  test('may be empty: then the portal brings its own database', () => {
    expect(readEnv({}, 'portal')).toMatchObject({ PORT: 3000, MUTUAL_DEMO: false, OIDC: [] });
  });

  test('names everything missing or wrong at once, and never a value', () => {
    const read = () =>
      readEnv(
        {
          PORT: '99999',
          DATABASE_URL: 'mysql://hidden',
          SMTP_URL: 'smtp://mail',
          OIDC_ACME_ISSUER: 'ftp://x',
        },
        'portal',
      );
    for (const name of ['PORT', 'DATABASE_URL', 'MAIL_FROM', 'PORTAL_URL', 'AUTH_SECRET'])
      expect(read).toThrow(`${name}: `);
    for (const name of ['ISSUER', 'CLIENT_ID', 'CLIENT_SECRET']) expect(read).toThrow(`OIDC_ACME_${name}: `);
    expect(read).not.toThrow('hidden');
  });

  test('takes any number of issuers to sign in with', () => {
    const { OIDC } = readEnv({
      ...acme,
      OIDC_B2_ISSUER: 'http://localhost:9',
      OIDC_B2_CLIENT_ID: 'b',
      OIDC_B2_CLIENT_SECRET: 'b',
      OIDC_B2_NAME: 'Bee',
    });
    expect(OIDC).toMatchObject([
      { id: 'acme', name: 'ACME' },
      { id: 'b2', name: 'Bee' },
    ]);
  });

  test('has no issuer without https, but on this machine', () => {
    expect(() => readEnv({ ...acme, OIDC_ACME_ISSUER: 'http://id.acme.example' })).toThrow(
      'OIDC_ACME_ISSUER',
    );
  });

  test('works out once where to listen: a child that is given the database listens where its parent would', () => {
    const DATABASE_URL = 'postgresql://u:p@127.0.0.1:5432/mutual';
    const parent = readEnv({ PORT: '4000' }, 'portal');
    const { HOST, PORT, API_PORT, DATABASE_POOL } = parent;
    for (const demo of [{ MUTUAL_DEMO: '1' }, { MUTUAL_DEMO: '' }])
      expect(readEnv({ ...parent.inherited, DATABASE_URL, ...demo })).toMatchObject({
        ...{ HOST, PORT, API_PORT, DATABASE_POOL },
      });
    expect(HOST).toBe('127.0.0.1');
    expect(readEnv({ DATABASE_URL, MUTUAL_DEMO: '1' }).HOST).toBe('127.0.0.1');
    expect(readEnv({ DATABASE_URL }).HOST).toBe('0.0.0.0');
    expect(readEnv({ ...readEnv({ HOST: '0.0.0.0' }).inherited, DATABASE_URL }).HOST).toBe('0.0.0.0');
  });

  test('hears “no demo” in every way of saying no', () => {
    for (const MUTUAL_DEMO of ['false', '0', 'no', 'off'])
      expect(readEnv({ MUTUAL_DEMO }, 'portal')).toMatchObject({ NO_DEMO: true, MUTUAL_DEMO: false });
    expect(readEnv({ MUTUAL_DEMO: '' }, 'portal')).toMatchObject({ NO_DEMO: false });
  });

  test('keeps the demo to the database on this machine', () => {
    const demo = (host: string) => ({ MUTUAL_DEMO: '1', DATABASE_URL: `postgresql://u:p@${host}/mutual` });
    expect(readEnv(demo('127.0.0.1:5432'), 'portal').MUTUAL_DEMO).toBe(true);
    expect(() => readEnv(demo('db.example'))).toThrow('MUTUAL_DEMO');
  });
});
