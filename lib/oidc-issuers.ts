import { z } from 'zod';

/** An OpenID Connect issuer that people may sign in with. */
export type OidcIssuer = {
  /** Its part of the variables' names, in small letters: OIDC_ACME_ISSUER is `acme`. */
  id: string;
  /** As on the button: "Sign in with …". */
  name: string;
  issuer: string;
  clientId: string;
  clientSecret: string;
};

const variable = /^OIDC_([A-Z0-9]+)_(ISSUER|CLIENT_ID|CLIENT_SECRET|NAME)$/;
const required = ['ISSUER', 'CLIENT_ID', 'CLIENT_SECRET'] as const;

/** Reads `OIDC_<ID>_ISSUER`, `…_CLIENT_ID`, `…_CLIENT_SECRET` and `…_NAME` for any number of ids, and says what is wrong with them. */
export function readOidcIssuers(source: Readonly<Record<string, string | undefined>>) {
  const wrong = Object.keys(source)
    .filter((key) => key.startsWith('OIDC_') && !variable.test(key))
    .map((key) => `${key}: is not a variable of ours; see OIDC_<ID>_ISSUER in docs/deploy.md`);
  const ids = new Set(Object.keys(source).flatMap((key) => variable.exec(key)?.[1] ?? []));
  const issuers = [...ids].sort().map((id): OidcIssuer => {
    const of = (field: string) => source[`OIDC_${id}_${field}`] ?? '';
    wrong.push(...required.filter((field) => !of(field)).map((field) => `OIDC_${id}_${field}: is missing`));
    if (of('ISSUER') && !isIssuer(of('ISSUER'))) wrong.push(`OIDC_${id}_ISSUER: must be an https:// URL`);
    return {
      id: id.toLowerCase(),
      name: of('NAME') || id,
      issuer: of('ISSUER'),
      clientId: of('CLIENT_ID'),
      clientSecret: of('CLIENT_SECRET'),
    };
  });
  if (ids.has('EMAIL')) wrong.push('OIDC_EMAIL_ISSUER: "email" is taken by the sign-in link; use another id');
  return { issuers, wrong };
}

/** OpenID Connect Core §3.1.2.1 wants https; a provider on this very machine may do without. */
function isIssuer(text: string): boolean {
  const parsed = z.url().safeParse(text);
  if (!parsed.success) return false;
  const { protocol, hostname } = new URL(text);
  return (
    protocol === 'https:' || (protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname))
  );
}
