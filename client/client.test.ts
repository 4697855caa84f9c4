import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { createApi } from '../api/app.ts';
import { createClient } from './client.ts';
import { reasons } from './types.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** A portal that answers like this. */
async function portal(listener: RequestListener) {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return createClient({ url: `http://127.0.0.1:${port}/api/v1/`, key: 'mk_x', timeout: 300 });
}

const says = (status: number, body: string) =>
  portal((_, response) => response.writeHead(status, { 'content-type': 'application/json' }).end(body));

const question = { customer: 'C-1', category: 'purchases', purpose: 'recommend' };
const no = { allowed: false, reason: 'unavailable', exchange: null, version: null, seq: 0 };
const yes = { allowed: true, reason: 'granted', exchange: 'offers', version: 1, seq: 4 };

test('a yes is a yes, asked for with the key', async () => {
  let asked = '';
  const client = await portal((request, response) => {
    asked = `${request.method} ${request.url} ${request.headers.authorization}`;
    response.end(JSON.stringify({ ...yes, checkedAt: 'now' }));
  });
  expect(await client.decide(question)).toEqual(yes);
  expect(asked).toBe('POST /api/v1/decisions Bearer mk_x');
});

test.each([
  [500, JSON.stringify(yes)],
  [201, JSON.stringify(yes)],
  [200, JSON.stringify(yes).slice(0, -3)],
  [200, ''],
  [200, 'null'],
  [200, '[]'],
  [200, '{"allowed":"true","reason":"granted","exchange":"offers","seq":1}'],
  [200, '{"allowed":true}'],
  [200, '{"allowed":true,"reason":"withdrawn","exchange":"offers","seq":1}'],
])('status %i with %s is a no', async (status, body) => {
  const client = await says(status, body);
  expect(await client.decide(question)).toEqual(no);
});

test('no answer, a broken one, a redirect and nobody there are a no', async () => {
  const clients = await Promise.all([
    portal(() => {}),
    portal((request) => request.socket.destroy()),
    portal((_, response) => response.writeHead(307, { location: '/' }).end()),
  ]);
  const nobody = createClient({ url: 'http://127.0.0.1:1', key: 'x' });
  for (const client of [...clients, nobody]) expect(await client.decide(question)).toEqual(no);
});

test('of many, each answer must be about the customer asked for', async () => {
  const client = await says(
    200,
    JSON.stringify({
      decisions: [
        { customer: 'A', ...yes },
        { customer: 'X', ...yes },
      ],
    }),
  );
  const answers = await client.decideAll({ ...question, customers: ['A', 'B', 'C'] });
  expect(answers.map(({ customer, allowed }) => `${customer} ${allowed}`)).toEqual([
    'A true',
    'B false',
    'C false',
  ]);
});

test('its types are those of the OpenAPI document', async () => {
  const api = createApi(() => {
    throw new Error('The document needs no database.');
  });
  const { components } = (await (await api.request('/api/v1/openapi.json')).json()) as {
    components: { schemas: Record<string, { properties: Record<string, { enum?: string[] }> }> };
  };
  const { Decision, Question } = components.schemas;
  expect(Decision?.properties.reason?.enum).toEqual(reasons);
  expect(Object.keys(Decision?.properties ?? {}).sort()).toEqual([...Object.keys(yes), 'checkedAt'].sort());
  expect(Object.keys(Question?.properties ?? {}).sort()).toEqual(
    [...Object.keys(question), 'exchange', 'minSeq'].sort(),
  );
});
