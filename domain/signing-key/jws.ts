import type { KeyObject } from 'node:crypto';
import { CompactSign, type CryptoKey, compactVerify, importJWK } from 'jose';
import { z } from 'zod';

/** What a signature is about; a checkpoint cannot be passed off as a receipt. */
export type Kind = 'mutual-checkpoint' | 'mutual-receipt' | 'mutual-key';

export type Signer = { kid: string; key: CryptoKey | KeyObject };

/** Of a key what checking needs; one that nobody vouches for opens nothing. */
type Known = { kid: string; x: string; vouched?: boolean };

/** Signs JSON as a compact JWS (RFC 7515) with Ed25519. */
export async function sign(signer: Signer, kind: Kind, payload: unknown): Promise<string> {
  return new CompactSign(new TextEncoder().encode(JSON.stringify(payload)))
    .setProtectedHeader({ alg: 'EdDSA', kid: signer.kid, typ: kind })
    .sign(signer.key);
}

export type Opened<Key> =
  | { ok: true; payload: unknown; key: Key }
  | { ok: false; why: 'unreadable' | 'unknown_key' | 'unvouched_key' | 'bad_signature' };

/** Bytes. What stands in it is read before anyone is known to have signed it. */
const longestHead = 500;

const headerSchema = z.strictObject({ alg: z.literal('EdDSA'), kid: z.string(), typ: z.string() });

/** Reads a signed text if one of the known keys signed exactly this, as this kind. */
export async function open<Key extends Known>(
  jws: string,
  kind: Kind,
  keys: readonly Key[],
): Promise<Opened<Key>> {
  const [head, body, signature, ...more] = jws.split('.', 4).map(decode);
  if (!head || !body || !signature || more.length > 0) return { ok: false, why: 'unreadable' };
  if (head.length > longestHead) return { ok: false, why: 'unreadable' };
  const header = headerSchema.safeParse(parse(head));
  if (!header.success || header.data.typ !== kind) return { ok: false, why: 'unreadable' };
  const key = keys.find(({ kid }) => kid === header.data.kid);
  if (!key) return { ok: false, why: 'unknown_key' };
  try {
    const own = await importJWK({ kty: 'OKP', crv: 'Ed25519', x: key.x }, 'EdDSA');
    await compactVerify(jws, own, { algorithms: ['EdDSA'] });
  } catch {
    return { ok: false, why: 'bad_signature' };
  }
  if (key.vouched === false) return { ok: false, why: 'unvouched_key' };
  return { ok: true, payload: parse(body), key };
}

/** base64url in its one canonical spelling: spare bits that decoders ignore would let a changed text pass. */
function decode(part: string): Buffer | null {
  const bytes = Buffer.from(part, 'base64url');
  return bytes.length > 0 && bytes.toString('base64url') === part ? bytes : null;
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return null;
  }
}

/** What a signed text of our own says; its signature is not looked at. */
export const readPayload = (jws: string): unknown => parse(Buffer.from(jws.split('.')[1] ?? '', 'base64url'));
