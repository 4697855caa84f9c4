import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { makeLogin } from '#domain/login-key/login.testing.ts';

export type Shop = Awaited<ReturnType<typeof openShop>>;

/** A brand's own site, on another site than the portal: whoever opens `/1228` is signed in there as customer 1228. */
export async function openShop(portal: string, brand: string) {
  const login = await makeLogin(brand, 'ES256', portal);
  /** The next page's token, when it shall not be a right one. */
  let next: string | null = null;
  const server = createServer(async (request, response) => {
    const token = next ?? (await login.token(decodeURIComponent((request.url ?? '/').slice(1))));
    next = null;
    response.setHeader('content-type', 'text/html');
    response.end(`<!DOCTYPE html><html lang="en"><title>Shop</title>
      <form method="post" action="${portal}/sign-in/brand/${brand}">
      <input type="hidden" name="token" value="${token}"><button>My data</button></form>`);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    ...login,
    url: `http://127.0.0.1:${port}`,
    handOut: (token: string) => {
      next = token;
    },
    close: () => new Promise((done) => server.close(done)),
  };
}
