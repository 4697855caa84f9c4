import { type NextRequest, NextResponse } from 'next/server';
import { redirectTo } from '#app/redirect-to.ts';
import { sessionCookie } from '#auth/session-cookie.ts';
import { returnFromIssuer } from '#auth/sign-in.ts';

/** What an issuer sends back (OpenID Connect Core §3.1.2.5, RFC 9207); nothing else reaches next-auth. */
const answers = ['code', 'state', 'iss', 'error', 'error_description', 'session_state'];

/**
 * Where an issuer sends the browser back to. The rest of next-auth's routes are not served: its forms are ours
 * (`app/sign-in`), and its e-mail route would sign in whoever fetches it.
 */
export async function GET(request: NextRequest, { params }: { params: Promise<{ nextauth: string[] }> }) {
  const [action, issuer = ''] = (await params).nextauth;
  if (action !== 'callback' || request.method !== 'GET') return new NextResponse(null, { status: 404 });
  const given = [...request.nextUrl.searchParams].filter(([name]) => answers.includes(name));
  const answer = await returnFromIssuer(issuer, Object.fromEntries(given));
  if (!answer) return redirectTo('/sign-in', { error: 'issuer' });
  const others = answer.setCookies.filter((cookie) => !cookie.startsWith(`${sessionCookie.name}=`));
  return redirectTo(answer.to, {}, others);
}
