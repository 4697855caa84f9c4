import { notFound } from 'next/navigation';
import { redirectTo } from '#app/redirect-to.ts';
import { receiveToken } from '#auth/brand-login.ts';
import { portal } from '#db/portal.ts';
import { findBrand } from '#domain/brand/queries.ts';
import { DomainError } from '#domain/errors.ts';

type Context = { params: Promise<{ brand: string }> };

/** Where a brand's own page posts its customer's token. It leads to a page with a button, and lets nobody in by itself. */
export async function POST(request: Request, { params }: Context) {
  const brand = (await findBrand(portal().db, (await params).brand)) ?? notFound();
  const page = `/sign-in/brand/${brand.slug}/confirm`;
  try {
    const reading = await receiveToken(brand, await tokenOf(request));
    return redirectTo(page, reading.ok ? {} : { error: reading.why });
  } catch (error) {
    if (error instanceof DomainError && error.code === 'limited')
      return redirectTo('/sign-in', { error: 'limited' });
    throw error;
  }
}

/** Who comes here by a link brings no token: the page says where to begin. */
export async function GET(_: Request, { params }: Context) {
  const brand = (await findBrand(portal().db, (await params).brand)) ?? notFound();
  return redirectTo(`/sign-in/brand/${brand.slug}/confirm`);
}

/** More than any token needs. */
const longestForm = 8000;

async function tokenOf(request: Request): Promise<string> {
  const length = Number(request.headers.get('content-length') ?? Number.NaN);
  const type = request.headers.get('content-type') ?? '';
  if (!(length <= longestForm) || !type.startsWith('application/x-www-form-urlencoded')) return '';
  return new URLSearchParams(await request.text()).get('token') ?? '';
}
