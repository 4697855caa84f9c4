import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect } from '#db/client.ts';
import { type TestDatabase, testDatabase } from '#db/testing.ts';
import { freePort } from '#lib/free-port.ts';
import { withHealth } from './api-health.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

/** Asks an API alone on this database, and gives the statuses. */
async function statuses(databaseUrl: string, paths: string[]): Promise<number[]> {
  const { sql, close } = connect(databaseUrl, { max: 1 });
  const server = createServer(withHealth(sql, (_, response) => response.writeHead(418).end()));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const answers = await Promise.all(paths.map((path) => fetch(`http://127.0.0.1:${port}${path}`)));
  await Promise.all(answers.map((answer) => answer.text()));
  server.closeAllConnections();
  await Promise.all([close(), new Promise((resolve) => server.close(resolve))]);
  return answers.map(({ status }) => status);
}

test('a balancer learns whether the API alone answers and is ready; other calls go on', async () => {
  expect(await statuses(database.appUrl, ['/healthz', '/readyz', '/api/v1/changes'])).toEqual([
    200, 200, 418,
  ]);
});

test('without its database the API alone lives, and is not ready', async () => {
  const nowhere = `postgres://mutual_app:none@127.0.0.1:${await freePort()}/none`;
  expect(await statuses(nowhere, ['/healthz', '/readyz'])).toEqual([200, 503]);
});
