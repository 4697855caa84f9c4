import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';

const message = z.object({ data: z.object({ customer: z.string() }) });

/** A system of the brand's that takes what comes and notes when. */
export async function openReceiver() {
  const arrived = new Map<string, number>();
  const waiting = new Map<string, () => void>();
  const server = createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8');
    request.on('data', (part: string) => {
      text += part;
    });
    request.on('end', () => {
      const at = performance.now();
      response.writeHead(204).end();
      const { customer } = message.parse(JSON.parse(text)).data;
      if (!arrived.has(customer)) arrived.set(customer, at);
      waiting.get(customer)?.();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    /** When the first about each customer came, by `performance.now()`. */
    arrived,
    /** Waits until one about the customer has come. */
    arrival: async (customer: string): Promise<number> => {
      const known = arrived.get(customer);
      if (known === undefined) await new Promise<void>((resolve) => waiting.set(customer, resolve));
      return arrived.get(customer) ?? Number.NaN;
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export type Receiver = Awaited<ReturnType<typeof openReceiver>>;
