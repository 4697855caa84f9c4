import type { AuthOptions } from 'next-auth';
import EmailProvider from 'next-auth/providers/email';
import { portal } from '#db/portal.ts';
import type { PersonId } from '#domain/actor.ts';
import { admit } from '#domain/person/admit.ts';
import { canMail } from '#domain/person/post-mail.ts';
import { env } from '#lib/env.ts';
import { log } from '#lib/log.ts';
import { newToken } from '#lib/token.ts';
import { adapter } from './adapter.ts';
import { sendSignInMail } from './mail.ts';
import { oidcProvider } from './oidc.ts';
import { returnPath } from './return-path.ts';
import { secureCookies, sessionCookie, sessionSeconds } from './session-cookie.ts';

/** A link works this long, in seconds. */
export const linkSeconds = 600;

export type Asking = { origin: string; userAgent: string | null; onSignIn: (personId: string) => void };

/** How next-auth is set up for one request. */
export function authOptions({ origin, userAgent, onSignIn }: Asking): AuthOptions {
  const { db } = portal();
  const issuerOf = (id: string) => env.OIDC.find((entry) => entry.id === id)?.issuer ?? id;
  return {
    adapter: adapter(db, userAgent, issuerOf),
    secret: env.AUTH_SECRET,
    session: { strategy: 'database', maxAge: sessionSeconds, generateSessionToken: newToken },
    useSecureCookies: secureCookies,
    cookies: { sessionToken: sessionCookie },
    providers: [...(canMail() ? [linkByMail(origin)] : []), ...env.OIDC.map(oidcProvider)],
    events: {
      signIn: async ({ user, account, profile }) => {
        const byMail = account?.type === 'email';
        const proven = byMail ? user.email : profile?.email;
        const by =
          account && !byMail
            ? { issuer: issuerOf(account.provider), subject: account.providerAccountId }
            : undefined;
        onSignIn(user.id);
        await admit(db, user.id as PersonId, proven || null, by);
      },
    },
    logger: { error: tell, warn: (code) => log.warn(`sign-in ${code}`), debug: () => {} },
  };
}

function linkByMail(origin: string) {
  return EmailProvider({
    maxAge: linkSeconds,
    generateVerificationToken: newToken,
    normalizeIdentifier: (email) => email,
    // Not the link that next-auth made: that one would sign in whoever fetches it, mail scanners too.
    sendVerificationRequest: async ({ identifier, token, url }) => {
      const link = new URL('/sign-in/confirm', origin);
      link.searchParams.set('token', token);
      const to = returnPath(inside(origin, new URL(url).searchParams.get('callbackUrl')));
      if (to !== '/my') link.searchParams.set('to', to);
      await sendSignInMail(identifier, link.href);
    },
  });
}

/** The path of an address within the portal. */
export function inside(origin: string, address: string | null): string | null {
  if (!address || !URL.canParse(address, origin)) return null;
  const url = new URL(address, origin);
  return url.origin === origin ? url.pathname + url.search : null;
}

/** The kind of failure, without the profiles and addresses that next-auth hands along. */
function tell(code: string, metadata?: unknown) {
  log.error({ err: metadata instanceof Error ? metadata : errorIn(metadata) }, `sign-in ${code}`);
}

function errorIn(metadata: unknown): Error | undefined {
  const inner = typeof metadata === 'object' && metadata && 'error' in metadata ? metadata.error : undefined;
  return inner instanceof Error ? inner : undefined;
}
