import type { Db } from '#db/client.ts';
import { hashToken } from '#lib/token.ts';
import type { BrandId, KeyActor } from '../actor.ts';
import { isSecret } from './secret.ts';

export type FoundKey = { actor: KeyActor; hash: string; idKey: Buffer };

type Row = { id: string; brand_id: BrandId; scopes: string[]; id_key: Buffer };

const statement = `
  select k.id, k.brand_id, k.scopes, b.id_key
  from api_key k join brand b on b.id = k.brand_id
  where k.secret_hash = $1 and k.revoked_at is null and (k.expires_at is null or k.expires_at > now())`;

/** The key of a secret, when it is live: not revoked, not expired. Null for every other text, whyever. */
export async function findKey(db: Db, secret: string): Promise<FoundKey | null> {
  if (!isSecret(secret)) return null;
  const hash = hashToken(secret);
  const [found] = await db.$client.unsafe<Row[]>(statement, [hash]);
  if (!found) return null;
  const { id: keyId, brand_id: brandId, scopes, id_key: idKey } = found;
  return { actor: { kind: 'key', keyId, brandId, scopes }, hash, idKey };
}
