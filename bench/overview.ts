import { byTurns } from './by-turns.ts';
import type { Portal } from './open-portal.ts';
import { brand } from './populate.ts';
import { compared } from './row.ts';
import { signIn } from './sign-in.ts';

/** The statement of account against an empty page, both for the same signed-in customer. */
export async function benchOverview(
  portal: Portal,
  { seconds, rounds }: { seconds: number; rounds: number },
) {
  const [cookie = ''] = await signIn(portal, 1);
  const page = (path: string) => ({
    server: portal,
    seconds,
    connections: Array.from({ length: 8 }, () => [{ path, headers: { cookie, accept: 'text/html' } }]),
  });
  const both = await byTurns(page(`/my/${brand}`), page('/bench'), rounds);
  return compared(`/my/${brand} against an empty page`, both, 0.6);
}
