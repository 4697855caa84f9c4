const nowhere = 'http://portal.invalid';

/** A path of this portal, else `otherwise`: whatever leads elsewhere is dropped. */
export function ownPath(to: unknown, otherwise: string): string {
  if (typeof to !== 'string' || !to.startsWith('/') || !URL.canParse(to, nowhere)) return otherwise;
  const url = new URL(to, nowhere);
  if (url.origin !== nowhere || url.pathname.startsWith('//')) return otherwise;
  return url.pathname + url.search;
}

/** Where to go after signing in: a page of the portal, else one's own overview. */
export function returnPath(to: unknown): string {
  const path = ownPath(to, '/my');
  return /^\/(sign-in|api)(\/|\?|$)/.test(path) ? '/my' : path;
}

/** The sign-in page, which leads back to `to` where that is more than the start. */
export function signInPath(to: string | null): string {
  const path = returnPath(to);
  return path === '/my' || path === '/' ? '/sign-in' : `/sign-in?to=${encodeURIComponent(path)}`;
}
