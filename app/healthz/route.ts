export const dynamic = 'force-dynamic';

/** Says that the process answers, whatever the state of the database. */
export const GET = () => Response.json({ status: 'ok' }, { headers: { 'cache-control': 'no-store' } });
