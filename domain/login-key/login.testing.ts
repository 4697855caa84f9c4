import { randomUUID } from 'node:crypto';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWTHeaderParameters, SignJWT } from 'jose';

export const portal = 'https://portal.example';

/** A login of a brand's own: a key, and the tokens that it signs, right ones unless told otherwise. */
export async function makeLogin(iss: string, alg: 'EdDSA' | 'ES256' = 'EdDSA', aud = portal) {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
  const jwk = await exportJWK(publicKey);
  const kid = await calculateJwkThumbprint(jwk);

  const token = (
    sub: string,
    claims: Record<string, unknown> = {},
    header: Partial<JWTHeaderParameters> = {},
  ) => {
    const iat = Math.floor(Date.now() / 1000);
    return new SignJWT({ iss, aud, sub, iat, exp: iat + 120, jti: randomUUID(), ...claims })
      .setProtectedHeader({ alg, kid, ...header })
      .sign(privateKey);
  };

  return { jwk, kid, privateKey, token, text: JSON.stringify(jwk) };
}
