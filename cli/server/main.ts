import { createServer } from 'node:http';
import next from 'next';
import { env } from '#lib/env.ts';
import { log } from '#lib/log.ts';
import { projectFolder } from '../portal-folder.ts';
import { answer } from './answer.ts';
import { logConsole } from './log-console.ts';
import { PortalRequest } from './portal-request.ts';
import { PortalResponse } from './portal-response.ts';

logConsole();
const app = next({ dev: false, dir: projectFolder, hostname: env.HOST, port: env.PORT, quiet: true });
await app.prepare();

const server = createServer(
  { IncomingMessage: PortalRequest, ServerResponse: PortalResponse },
  answer(app.getRequestHandler()),
);
// Longer than a balancer keeps its own end open, or it may send a request into a closing connection.
server.keepAliveTimeout = 65_000;
server.listen(env.PORT, env.HOST, () => log.info({ port: env.PORT }, 'listening'));
server.on('error', (error) => {
  log.fatal({ err: error }, 'cannot listen');
  process.exit(1);
});

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop);
// The process that watches over this one was killed: do not stay behind.
process.on('disconnect', () => process.exit(0));

let stopping = false;
/** Answers what has begun, then ends. */
function stop() {
  if (stopping) return;
  stopping = true;
  server.close(async () => {
    await app.close();
    process.exit(0);
  });
  server.closeIdleConnections();
}
