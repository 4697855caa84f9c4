import { importJWK } from 'jose';
import { z } from 'zod';
import type { LoginJwk } from '#db/schema/login-key.ts';
import { invalid } from '../parse-input.ts';

const coordinate = z.string().regex(/^[\w-]{43}$/);

const jwkSchema = z.discriminatedUnion('kty', [
  z.object({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: coordinate }),
  z.object({ kty: z.literal('EC'), crv: z.literal('P-256'), x: coordinate, y: coordinate }),
]);

/** How a key of this kind signs, and nothing else: a token never chooses. */
export const algorithmOf = ({ kty }: LoginJwk) => (kty === 'OKP' ? 'EdDSA' : 'ES256');

/** A public key as a brand pastes it: JSON of one JWK. Throws invalid; `private` when its secret half is there too. */
export async function readJwk(text: string): Promise<LoginJwk> {
  const json = parse(text);
  if (typeof json === 'object' && json !== null && 'd' in json) throw invalid({ jwk: 'private' });
  const jwk = jwkSchema.safeParse(json);
  if (!jwk.success || !(await isKey(jwk.data))) throw invalid({ jwk: 'invalid' });
  return jwk.data;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Whether its numbers are a point of the curve at all. */
const isKey = (jwk: LoginJwk) =>
  importJWK(jwk, algorithmOf(jwk)).then(
    () => true,
    () => false,
  );
