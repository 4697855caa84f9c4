export const dynamic = 'force-static';

/** Says that the portal abides by Global Privacy Control (W3C); the date is that of what it does on it. */
export const GET = () =>
  Response.json(
    { gpc: true, lastUpdate: '2026-11-21' },
    { headers: { 'cache-control': 'public, max-age=86400', 'access-control-allow-origin': '*' } },
  );
