/** What every answer carries, whatever it is. HSTS only where the reader came by https, else it would lock out a test portal. */
export function securityHeaders(https: boolean): Record<string, string> {
  return {
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'strict-origin-when-cross-origin',
    'permissions-policy':
      'accelerometer=(), browsing-topics=(), camera=(), geolocation=(), gyroscope=(), microphone=(), payment=(), usb=()',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    ...(https && { 'strict-transport-security': 'max-age=63072000' }),
  };
}

/** For answers that are no page: nothing may run, load, or frame them. */
export const inertPolicy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** For a page: only scripts and styles that carry this request's nonce, and what they load. Looser while developing, as Next needs it. */
export function pagePolicy(nonce: string, developing: boolean): string {
  const script = `'nonce-${nonce}' 'strict-dynamic'${developing ? " 'unsafe-eval'" : ''}`;
  const style = developing ? "'self' 'unsafe-inline'" : `'self' 'nonce-${nonce}'`;
  return [
    "default-src 'none'",
    `script-src ${script}`,
    `style-src ${style}`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** Pages of a person's own, and those on the way to them: not for search engines. */
export const isPrivatePath = (path: string) =>
  /^\/(my|staff|account|inbox|sign-in|trouble|api)(\/|$)/.test(path);
