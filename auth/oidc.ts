import type { OAuthConfig } from 'next-auth/providers/oauth';
import { z } from 'zod';
import type { OidcIssuer } from '#lib/oidc-issuers.ts';

/** Standard claims (OpenID Connect Core §5.1). Some issuers write the boolean as a string. */
const claimsSchema = z.object({
  sub: z.string().min(1).max(255),
  name: z.string().max(200).nullish().catch(null),
  email: z.string().nullish().catch(null),
  email_verified: z
    .union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')])
    .optional()
    .catch(false),
});

/** An issuer as next-auth takes it: authorization code with PKCE, state and nonce, its endpoints by discovery. */
export function oidcProvider(from: OidcIssuer): OAuthConfig<Record<string, unknown>> {
  return {
    id: from.id,
    name: from.name,
    type: 'oauth',
    wellKnown: `${from.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
    issuer: from.issuer,
    clientId: from.clientId,
    clientSecret: from.clientSecret,
    authorization: { params: { scope: 'openid email profile' } },
    checks: ['pkce', 'state', 'nonce'],
    idToken: true,
    httpOptions: { timeout: 10_000 },
    // An issuer may keep the address out of the ID token and give it at its userinfo endpoint.
    userinfo: {
      request: async ({ client, tokens }) => {
        const claims = 'claims' in tokens && typeof tokens.claims === 'function' ? tokens.claims() : {};
        if (claims.email || !tokens.access_token) return claims;
        const more = await client.userinfo(tokens.access_token);
        // OpenID Connect Core §5.3.2: an answer about another subject must not be used.
        if (more.sub !== claims.sub) throw new TypeError('The issuer answered about someone else.');
        return { ...more, ...claims };
      },
    },
    // Safe, as `profile` lets no address through that the issuer has not verified.
    allowDangerousEmailAccountLinking: true,
    profile: (claims) => verifiedProfile(claims),
  };
}

/** Who an issuer says this is. An address that it merely repeats is dropped: it proves nothing. */
export function verifiedProfile(claims: unknown) {
  const { sub, name, email, email_verified } = claimsSchema.parse(claims);
  return { id: sub, name: name ?? null, email: email_verified && email ? email.trim().toLowerCase() : null };
}
