import { createServer } from 'node:http';
import postgres from 'postgres';
import { env } from '#lib/env.ts';

/**
 * What a decision is measured against: Node's own server that takes a request of the same kind, reads one row by its
 * primary key with a prepared statement, and does nothing else.
 */
const sql = postgres(env.DATABASE_URL ?? '', { max: env.DATABASE_POOL });
createServer((request, response) => {
  let text = '';
  request.setEncoding('utf8');
  request.on('data', (part: string) => {
    text += part;
  });
  request.on('end', async () => {
    const { customer = null } = text ? JSON.parse(text) : {};
    const [row] =
      await sql`select customer_id, external_id, since from customer where customer_id = ${customer}`;
    response.setHeader('content-type', 'application/json').end(JSON.stringify(row ?? null));
  });
}).listen(env.PORT, env.HOST);
process.once('disconnect', () => process.exit());
