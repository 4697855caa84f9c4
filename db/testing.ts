import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { inject } from 'vitest';
import { type Connection, connect } from './client.ts';

declare module 'vitest' {
  interface ProvidedContext {
    ownerUrl: string;
    appUrl: string;
  }
}

export type TestDatabase = Connection & {
  owner: postgres.Sql;
  /** As the owner, for what only that role may do. */
  ownerDb: Connection['db'];
  appUrl: string;
  ownerUrl: string;
  drop: () => Promise<void>;
};

/** A database of a test file's own, copied from the migrated template, reached as the runtime role. */
export async function testDatabase(): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const admin = postgres(at(inject('ownerUrl'), 'postgres'), { max: 1 });
  await admin`create database ${admin(name)} template mutual`;
  const ownerUrl = at(inject('ownerUrl'), name);
  const appUrl = at(inject('appUrl'), name);
  const connection = connect(appUrl, { max: 8 });
  const owner = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  const asOwner = connect(ownerUrl, { max: 1 });
  const drop = async () => {
    await Promise.all([connection.close(), asOwner.close(), owner.end({ timeout: 5 })]);
    await admin`drop database ${admin(name)} with (force)`;
    await admin.end();
  };
  return { ...connection, owner, ownerDb: asOwner.db, appUrl, ownerUrl, drop };
}

function at(url: string, database: string) {
  const copy = new URL(url);
  copy.pathname = `/${database}`;
  return copy.href;
}
