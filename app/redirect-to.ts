/** A redirect from a route, with cookies as they come. `to` that is where everyone goes anyway is left out. */
export function redirectTo(
  path: string,
  query: { to?: string; error?: string } = {},
  setCookies: readonly string[] = [],
): Response {
  const pairs = Object.entries(query).filter(([name, value]) => value && !(name === 'to' && value === '/my'));
  const search = new URLSearchParams(pairs).toString();
  const headers = new Headers({ location: search ? `${path}?${search}` : path, 'cache-control': 'no-store' });
  for (const cookie of setCookies) headers.append('set-cookie', cookie);
  return new Response(null, { status: 303, headers });
}
