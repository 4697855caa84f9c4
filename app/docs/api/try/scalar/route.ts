import { scalarScript } from '../scalar-script.ts';

// Made once, when the portal is built.
export const dynamic = 'force-static';

export const GET = () =>
  new Response(scalarScript(), {
    headers: {
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=86400',
    },
  });
