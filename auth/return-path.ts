const nowhere = 'http://portal.invalid';

/** Where to go after signing in: a path of this portal, else `/my`. Anything that leads elsewhere is dropped. */
export function returnPath(to: unknown): string {
  if (typeof to !== 'string' || !to.startsWith('/') || !URL.canParse(to, nowhere)) return '/my';
  const url = new URL(to, nowhere);
  if (url.origin !== nowhere || url.pathname.startsWith('//')) return '/my';
  return /^\/(sign-in|api)(\/|$)/.test(url.pathname) ? '/my' : url.pathname + url.search;
}

export function signInPath(to: string | null): string {
  const path = returnPath(to);
  return path === '/my' ? '/sign-in' : `/sign-in?to=${encodeURIComponent(path)}`;
}
