import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';

export type Received = { headers: IncomingHttpHeaders; body: string };

type Behave = (response: ServerResponse, hit: Received) => void;

/** A system's end of a webhook, on loopback, that answers as `behave` says. */
export async function openReceiver(behave: Behave) {
  const hits: Received[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part) => parts.push(part));
    request.on('end', () => {
      const hit = { headers: request.headers, body: Buffer.concat(parts).toString('utf8') };
      hits.push(hit);
      behave(response, hit);
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const close = () =>
    new Promise<void>((closed) => {
      server.close(() => closed());
      server.closeAllConnections();
    });
  return { url: `http://localhost:${port}/hook`, port, hits, close };
}

export type Receiver = Awaited<ReturnType<typeof openReceiver>>;

const status = (code: number, headers: Record<string, string> = {}, body = '') => {
  return (response: ServerResponse) => void response.writeHead(code, headers).end(body);
};

const ways = {
  fine: status(200),
  applies: status(200, { 'content-type': 'application/json' }, '{"applied":true}'),
  breaks: status(500),
  gone: status(410),
  tired: status(429, { 'retry-after': '120' }),
  redirects: status(302, { location: 'http://localhost:1/elsewhere' }),
  hangs: () => {},
  resets: (response: ServerResponse) => void response.socket?.resetAndDestroy(),
  drips: (response: ServerResponse) => {
    response.writeHead(200);
    const drip = setInterval(() => response.write('.'), 20);
    response.on('close', () => clearInterval(drip));
  },
  floods: (response: ServerResponse) => {
    response.writeHead(200, { 'content-length': String(2 ** 30) });
    const part = Buffer.alloc(2 ** 16);
    const pour = () => {
      while (!response.destroyed && response.write(part));
    };
    response.on('drain', pour);
    pour();
  },
};

/** The ways of systems, good and bad. */
export const behaviours: Record<keyof typeof ways, Behave> = ways;
