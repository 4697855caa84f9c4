import type { LookupAddress } from 'node:dns';
import { afterAll, describe, expect, test } from 'vitest';
import { isPublicAddress } from '#lib/public-address.ts';
import { openNetwork } from './network.ts';
import { postWebhook, readRetryAfter } from './post-webhook.ts';
import { behaviours, openReceiver, type Receiver } from './receiver.testing.ts';

const anywhere = openNetwork(() => true);
const open: Receiver[] = [];
afterAll(async () => {
  await Promise.all(open.map((receiver) => receiver.close()));
  await anywhere.destroy();
});

const receiver = async (kind: keyof typeof behaviours) => {
  const made = await openReceiver(behaviours[kind]);
  open.push(made);
  return made;
};

const post = (url: string, network = anywhere, patience = 400) =>
  postWebhook(network, { url, headers: { 'webhook-id': 'x' }, body: '{}' }, patience);

describe('a system', () => {
  test('that answers 2xx has it', async () => {
    const fine = await receiver('fine');
    expect(await post(fine.url)).toEqual({ kind: 'accepted', status: 200, applied: false });
    expect(fine.hits[0]).toMatchObject({ body: '{}', headers: { 'webhook-id': 'x' } });
  });

  test('may say in its reply that the choice is in force', async () => {
    expect(await post((await receiver('applies')).url)).toMatchObject({ kind: 'accepted', applied: true });
  });

  test.each([
    ['breaks', 'status', 500],
    ['redirects', 'redirect', 302],
    ['gone', 'gone', 410],
    ['hangs', 'timeout', null],
    ['drips', 'timeout', null],
    ['resets', 'unreachable', null],
  ] as const)('that %s does not have it', async (kind, fault, status) => {
    expect(await post((await receiver(kind)).url)).toMatchObject({ kind: 'refused', fault, status });
  });

  test('that asks for patience is understood', async () => {
    const outcome = await post((await receiver('tired')).url);
    const inSeconds = outcome.kind === 'refused' && Number(outcome.retryAfter) - Date.now();
    expect(Number(inSeconds) / 1000).toBeCloseTo(120, -1);
  });

  test('that floods us with a gigabyte is cut off', async () => {
    const before = process.memoryUsage().rss;
    expect(await post((await receiver('floods')).url, anywhere, 5_000)).toMatchObject({ kind: 'accepted' });
    expect(process.memoryUsage().rss - before).toBeLessThan(100 * 2 ** 20);
  });

  test('that nobody listens for is out of reach', async () => {
    expect(await post('http://localhost:1/')).toMatchObject({ fault: 'unreachable' });
  });
});

describe('addresses that are not of the open internet', () => {
  test.each([
    'http://127.0.0.1',
    'http://localhost',
    'http://[::1]',
    'http://[::ffff:7f00:1]',
    'http://0.0.0.0',
  ])('%s is refused before anything is sent', async (origin) => {
    const inside = await receiver('fine');
    const network = openNetwork(isPublicAddress);
    expect(await post(`${origin}:${inside.port}/hook`, network)).toMatchObject({ fault: 'address' });
    expect(inside.hits).toEqual([]);
    await network.destroy();
  });

  test('are refused also when a name leads to them only later', async () => {
    const outside = await openReceiver(
      (response) => void response.writeHead(200, { connection: 'close' }).end(),
    );
    open.push(outside);
    const answers: LookupAddress[][] = [
      [{ address: '127.0.0.1', family: 4 }],
      [{ address: '169.254.169.254', family: 4 }],
      [
        { address: '127.0.0.1', family: 4 },
        { address: '10.0.0.7', family: 4 },
      ],
    ];
    const network = openNetwork(
      (address) => address === '127.0.0.1',
      (_name, _options, done) => done(null, answers.shift() ?? []),
    );
    const url = `http://system.example:${outside.port}/hook`;
    expect(await post(url, network)).toMatchObject({ kind: 'accepted' });
    expect(await post(url, network)).toMatchObject({ fault: 'address' });
    expect(await post(url, network)).toMatchObject({ fault: 'address' });
    expect(outside.hits).toHaveLength(1);
    await network.destroy();
  });
});

test.each([
  ['120', 120],
  ['0', 0],
  ['Sat, 21 Nov 2026 22:10:00 GMT', 600],
  ['Sat, 21 Nov 2026 10:00:00 GMT', 0],
  ['99999999999', 86_400],
])('Retry-After: %s is %d seconds', (header, seconds) => {
  const now = new Date('2026-11-21T22:00:00Z');
  expect(readRetryAfter(header, now)).toEqual(new Date(now.getTime() + seconds * 1000));
});

test('a Retry-After without sense is passed over', () => {
  for (const header of [undefined, 'soon', '-1x', ['1', '2']]) expect(readRetryAfter(header)).toBeNull();
});
