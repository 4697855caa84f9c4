import { type NextRequest, NextResponse } from 'next/server';
import { isPrivatePath, pagePolicy } from '#lib/security-headers.ts';

/** Sets headers, nothing else: who may see what is decided where it is read. */
export function proxy(request: NextRequest) {
  const nonce = btoa(crypto.randomUUID());
  const policy = pagePolicy(nonce, process.env.NODE_ENV === 'development');
  const headers = new Headers(request.headers);
  headers.set('x-nonce', nonce);
  headers.set('content-security-policy', policy);
  headers.set('x-path', pathOf(request));
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy);
  if (isPrivatePath(request.nextUrl.pathname)) response.headers.set('x-robots-tag', 'noindex, nofollow');
  return response;
}

/** The page that was asked for; an error page stands in for another (cli/server/error-page.ts). */
function pathOf({ nextUrl, headers }: NextRequest): string {
  const standsIn = nextUrl.pathname.startsWith('/trouble/') && headers.get('x-asked-for');
  return standsIn || nextUrl.pathname + nextUrl.search;
}

// An uploaded file, and what systems send, stream past: Next would keep it in memory for the proxy, and cut it off at 10 MB.
export const config = {
  matcher: ['/((?!_next/static|_next/image|api/v1|api/segment|staff/[^/]+/import/upload).*)'],
};
