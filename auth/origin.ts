import { headers } from 'next/headers';
import { DomainError } from '#domain/errors.ts';
import { env } from '#lib/env.ts';

export class ForeignOriginError extends DomainError {
  constructor() {
    super('forbidden', 'The request did not come from the portal itself.');
  }
}

/** Throws unless the request says that it comes from one of the portal's own pages. Next lets one without Origin pass. */
export async function requireOwnOrigin(): Promise<void> {
  if (!isOwnOrigin(await headers(), env)) throw new ForeignOriginError();
}

type Named = { get(name: string): string | null };
type Config = { PORTAL_URL?: string; MUTUAL_DEMO: boolean; NODE_ENV: string };

/** Whether a request's Origin is the portal's. A request without Origin is not. */
export function isOwnOrigin(request: Named, config: Config): boolean {
  const origin = request.get('origin');
  return origin !== null && origin === portalOrigin(request, config);
}

/** Where this portal is for whoever asks, for links in mail and for OIDC. */
export async function ownOrigin(): Promise<string> {
  const origin = portalOrigin(await headers(), env);
  if (!origin) throw new TypeError('PORTAL_URL is not set.');
  return origin;
}

/**
 * PORTAL_URL, or, in development and the demo where nobody has set it, the host that the request asked for.
 * Null when it cannot be known: a Host header proves nothing to a portal on the internet.
 */
function portalOrigin(request: Named, config: Config): string | null {
  if (config.PORTAL_URL) return new URL(config.PORTAL_URL).origin;
  const host = request.get('host');
  if (!host || (config.NODE_ENV === 'production' && !config.MUTUAL_DEMO)) return null;
  const url = `http://${host}`;
  return URL.canParse(url) ? new URL(url).origin : null;
}
