import type { MetadataRoute } from 'next';

/** Search engines may read what the portal is and what brands offer; the rest is people's own. */
export default function robots(): MetadataRoute.Robots {
  const disallow = ['/my', '/staff', '/account', '/inbox', '/sign-in', '/trouble', '/api'];
  return { rules: { userAgent: '*', allow: '/', disallow } };
}
