import type { Server } from 'node:http';
import Provider from 'oidc-provider';

export type Issuer = { url: string; close: () => Promise<void> };

/** A real OpenID provider where anyone may say who they are: `people` by subject, with the claims made of them. */
export async function openIssuer(
  port: number,
  redirectUri: string,
  people: Record<string, { name?: string; email?: string; email_verified?: boolean }>,
): Promise<Issuer> {
  const url = `http://localhost:${port}`;
  const provider = new Provider(url, {
    clients: [
      {
        client_id: 'portal',
        client_secret: 'a-secret-between-the-two-of-them',
        redirect_uris: [redirectUri],
        response_types: ['code'],
        grant_types: ['authorization_code'],
      },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    pkce: { required: () => true },
    cookies: { keys: ['only-for-this-test-run'] },
    findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ sub, ...people[sub] }) }),
  });
  const server = await new Promise<Server>((resolve) => {
    const listening = provider.listen(port, '127.0.0.1', () => resolve(listening));
  });
  return {
    url,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
