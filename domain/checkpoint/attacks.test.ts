import { exportJWK, generateKeyPair } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#db/testing.ts';
import { sealKeyFrom } from '#lib/seal.ts';
import { readPayload, sign } from '../signing-key/jws.ts';
import { thumbprint } from '../signing-key/operator.ts';
import { privateKeySchema, sealPrivateKey } from '../signing-key/private-key.ts';
import { testSealKey } from '../testing.ts';
import { type BusyBrand, busyBrand } from './busy-brand.testing.ts';
import { makeCheckpoint } from './make-checkpoint.ts';
import { tamperer } from './tamper.testing.ts';
import { verifyBrand } from './verify-brand.ts';

let database: TestDatabase;
let tamper: ReturnType<typeof tamperer>;
let here: BusyBrand;
let its: string;
beforeAll(async () => {
  database = await testDatabase();
  tamper = tamperer(database);
});
beforeEach(async () => {
  here = await busyBrand(database);
  its = `brand_id = '${here.brand.id}'`;
});
afterAll(() => database.drop());

const findings = async () => (await verifyBrand(here.brand.system, testSealKey)).findings;

/** The last no of Ada, with what it made. */
const cutNo = () =>
  tamper(
    `delete from delivery where customer_id = '${here.ada}' and seq = (select max(seq) from ledger where customer_id = '${here.ada}')`,
    `delete from ledger where customer_id = '${here.ada}' and seq = (select max(seq) from ledger where customer_id = '${here.ada}')`,
    `update choice c set state = l.state, version = l.version, seq = l.seq, chosen_at = l.at, expires_at = l.expires_at, source = l.source
      from ledger l where c.customer_id = '${here.ada}' and c.exchange = 'letters' and l.customer_id = c.customer_id
        and l.seq = (select max(seq) from ledger where customer_id = '${here.ada}' and exchange = 'letters')`,
    `update use_choice u set state = c.state, version = c.version, seq = c.seq, said_at = c.chosen_at, source = c.source
      from choice c where u.customer_id = '${here.ada}' and u.purpose = 'moved' and c.customer_id = u.customer_id and c.exchange = 'letters'`,
  );

describe('with all rights over the database, whoever', () => {
  test('cuts out a no with all that it made is found by the checkpoint', async () => {
    await cutNo();
    expect(await findings()).toMatchObject([
      { in: 'checkpoint', number: 2, why: 'lost', lost: { customer: here.ada } },
    ]);
  });

  test('signs all checkpoints anew after that, by a key of their own said to be retired, is found by the key log', async () => {
    await cutNo();
    await tamper(`delete from checkpoint where ${its}`, `delete from checkpoint_tile where ${its}`);
    await makeCheckpoint(here.brand.system, testSealKey);
    const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
    const jwk = privateKeySchema.parse(await exportJWK(privateKey));
    const { d: _, ...publicKey } = jwk;
    const kid = thumbprint(jwk.x);
    const sealed = sealPrivateKey(sealKeyFrom('a secret of whoever has the database'), kid, jwk);
    const [row] = await database.owner<{ statement: string }[]>`
      select statement from checkpoint where brand_id = ${here.brand.id}`;
    const forged = await sign(
      { kid, key: privateKey },
      'mutual-checkpoint',
      readPayload(row?.statement ?? ''),
    );
    await tamper(
      `update checkpoint set statement = '${forged}' where ${its}`,
      `insert into signing_key (brand_id, id, public_key, sealed, retired_at) values ('${here.brand.id}', '${kid}',
        '${JSON.stringify(publicKey)}', '\\x${sealed.toString('hex')}', now() + interval '1 day')`,
    );
    expect(await findings()).toEqual([
      { in: 'key', why: 'unlisted', kid },
      { in: 'checkpoint', number: 1, why: 'unknown_key' },
    ]);
  });

  test('changes consent to a contract in a published version is found, and the version named', async () => {
    await tamper(`update exchange_version set terms = terms || '{"basis": "contract"}' where ${its}
      and exchange = 'offers'`);
    expect(await findings()).toContainEqual({
      ...{ in: 'checkpoint', number: 1, why: 'catalogue', exchange: 'offers' },
    });
  });

  test('points an exchange at another use is found', async () => {
    await tamper(`update exchange_version set purpose = 'ads', terms = terms || '{"purpose": "ads"}' where ${its}
      and exchange = 'offers'`);
    expect(await findings()).toContainEqual({
      ...{ in: 'checkpoint', number: 1, why: 'catalogue', exchange: 'offers' },
    });
  });

  test.each([
    ['deletes a version', "delete from exchange_version where exchange = 'letters' and version = 2", 'live'],
    [
      'deletes an earlier version',
      "delete from exchange_version where exchange = 'letters' and version = 1",
      'gap',
    ],
    ['counts older yeses again', "update exchange set asked_since = 1 where slug = 'twin'", 'asked'],
    ['brings a retired exchange back', "update exchange set retired_at = null where slug = 'old'", 'retired'],
    ['retires an exchange', "update exchange set retired_at = now() where slug = 'offers'", 'retired'],
  ])('%s is found at once, before any checkpoint', async (_, statement, why) => {
    await tamper(`delete from checkpoint where ${its}`, `delete from checkpoint_tile where ${its}`);
    await tamper(`${statement} and ${its}`);
    expect(await findings()).toContainEqual(expect.objectContaining({ in: 'exchange', why }));
  });

  test('makes a filed yes endless, in the choice or in the entry, is found', async () => {
    const [filed] = await database.owner`
      select seq from ledger where customer_id = ${here.ada} and evidence is not null`;
    await tamper(
      `update ledger set expires_at = null where customer_id = '${here.ada}' and seq = ${filed?.seq}`,
    );
    expect(await findings()).toContainEqual({
      ...{ in: 'ledger', customer: here.ada, seq: Number(filed?.seq), why: 'altered' },
    });
  });

  test('deletes the deliveries of a brand is found, one by one', async () => {
    const [count] =
      await database.owner`select count(*)::int as n from delivery where brand_id = ${here.brand.id}`;
    await tamper(`delete from delivery where ${its}`);
    const found = await findings();
    expect(found.every((each) => each.in === 'delivery' && each.why === 'missing')).toBe(true);
    expect(found).toHaveLength(count?.n);
  });

  test('changes so much that it fills no screen is told how much of it: the first of each kind', async () => {
    await Promise.all(Array.from({ length: 25 }, (_, i) => here.brand.customer(`Many-${i}`)));
    await tamper(`update customer set external_id = external_id || '?' where ${its}`);
    const check = await verifyBrand(here.brand.system, testSealKey);
    expect(check.findings).toHaveLength(20);
    expect(check.more).toBe(true);
  });

  test('deletes everything of a brand leaves nothing that could be found from inside', async () => {
    const tables = [
      'delivery',
      'use_choice',
      'choice',
      'ledger',
      'ledger_mark',
      'customer',
      'checkpoint_tile',
      'checkpoint',
    ];
    await tamper(...tables.map((table) => `delete from ${table} where ${its}`));
    expect(await verifyBrand(here.brand.system, testSealKey)).toMatchObject({ findings: [], newest: null });
  });
});
