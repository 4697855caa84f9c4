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

/**
 * Whether a request's Origin is the portal's: PORTAL_URL, or, in development and the demo where nobody
 * has set it, the host that the request asked for. A request without Origin is not.
 */
export function isOwnOrigin(
  request: { get(name: string): string | null },
  config: { PORTAL_URL?: string; MUTUAL_DEMO: boolean; NODE_ENV: string },
): boolean {
  const origin = request.get('origin');
  if (!origin || origin === 'null' || !URL.canParse(origin)) return false;
  if (config.PORTAL_URL) return origin === new URL(config.PORTAL_URL).origin;
  if (config.NODE_ENV === 'production' && !config.MUTUAL_DEMO) return false;
  return new URL(origin).host === request.get('host');
}
