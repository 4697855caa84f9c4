import { portal } from '#db/portal.ts';
import { operatorOf } from '#domain/signing-key/operator.ts';
import { listPublicKeys } from '#domain/signing-key/public-keys.ts';
import { ownSealKey } from '#lib/seal.ts';

export const dynamic = 'force-dynamic';

/** Every brand's public keys (RFC 7517), also those that sign nothing more: receipts outlive keys. And the portal's own, which introduces them. */
export async function GET() {
  const sealKey = ownSealKey();
  const keys = await listPublicKeys(portal().db, sealKey);
  const { kid, x } = operatorOf(sealKey);
  return Response.json(
    { keys: keys.map((key) => ({ ...key, alg: 'EdDSA', use: 'sig' })), operator: { kid, x } },
    { headers: { 'cache-control': 'public, max-age=300', 'access-control-allow-origin': '*' } },
  );
}
