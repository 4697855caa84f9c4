import { portal } from '#db/portal.ts';
import { listPublicKeys } from '#domain/signing-key/public-keys.ts';

export const dynamic = 'force-dynamic';

/** Every brand's public keys (RFC 7517), also those that sign nothing more: receipts outlive keys. */
export async function GET() {
  const keys = await listPublicKeys(portal().db);
  return Response.json(
    { keys: keys.map((key) => ({ ...key, alg: 'EdDSA', use: 'sig' })) },
    { headers: { 'cache-control': 'public, max-age=300', 'access-control-allow-origin': '*' } },
  );
}
