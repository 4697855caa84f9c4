import type { NextRequest } from 'next/server';
import { redirectTo } from '#app/redirect-to.ts';
import { returnPath } from '#auth/return-path.ts';
import { goToIssuer } from '#auth/sign-in.ts';
import { DomainError } from '#domain/errors.ts';

/**
 * A plain link, not a form: browsers hold the policy's form-action against every redirect that follows a form,
 * also those that an issuer makes to others. Another site's link to it leads to the sign-in page instead.
 */
export async function GET(request: NextRequest, { params }: { params: Promise<{ issuer: string }> }) {
  const to = returnPath(request.nextUrl.searchParams.get('to'));
  const site = request.headers.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin') return redirectTo('/sign-in', { to });
  try {
    const answer = await goToIssuer((await params).issuer, to);
    return answer
      ? redirectTo(answer.to, {}, answer.setCookies)
      : redirectTo('/sign-in', { to, error: 'issuer' });
  } catch (error) {
    if (error instanceof DomainError && error.code === 'limited')
      return redirectTo('/sign-in', { to, error: 'limited' });
    throw error;
  }
}
