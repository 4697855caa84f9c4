import autocannon, { type Client, type Request, type Result } from 'autocannon';
import { cpuSeconds } from './cpu-seconds.ts';
import type { Server } from './open-server.ts';
import { percentile } from './statistics.ts';

export type Load = {
  server: Pick<Server, 'url' | 'pid'>;
  /** What each connection sends, over and over; one list a connection. */
  connections: readonly (readonly Request[])[];
  /** How long a round takes, in seconds. */
  seconds: number;
};

/** Latencies in milliseconds; `cpu` is the app's own, in milliseconds a request. */
export type Round = {
  requests: number;
  perSecond: number;
  median: number;
  p95: number;
  longest: number;
  cpu: number;
};

/** One round of requests, each connection sending its next when the last is answered. Throws unless all went well. */
export async function loadRound({ server, connections, seconds }: Load): Promise<Round> {
  const times: number[] = [];
  const waiting = [...connections];
  const cpuBefore = await cpuSeconds(server.pid);
  const begun = performance.now();
  const options = {
    url: server.url,
    connections: connections.length,
    duration: seconds,
    setupClient: (client: Client) => client.setRequests([...(waiting.pop() ?? [])]),
  };
  const { errors, timeouts, non2xx } = await new Promise<Result>((resolve, reject) => {
    autocannon(options, (error, result) => (error ? reject(error) : resolve(result))).on(
      'response',
      (_client, _status, _bytes, ms) => times.push(ms),
    );
  });
  if (errors + timeouts + non2xx > 0 || times.length === 0)
    throw new Error(
      `Measured requests were not answered: ${errors} ${timeouts} ${non2xx} of ${times.length}.`,
    );
  const [elapsed, cpu] = [(performance.now() - begun) / 1000, (await cpuSeconds(server.pid)) - cpuBefore];
  times.sort((a, b) => a - b);
  return {
    requests: times.length,
    perSecond: times.length / elapsed,
    median: percentile(times, 0.5),
    p95: percentile(times, 0.95),
    longest: times.at(-1) ?? Number.NaN,
    cpu: (cpu * 1000) / times.length,
  };
}
