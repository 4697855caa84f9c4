import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';

/** Short name of a row's content: a form carries it to say which state its author has seen. */
export function fingerprint(content: Record<string, unknown>): string {
  const text = canonicalize(content) ?? '';
  return createHash('sha256').update(text, 'utf8').digest('base64url').slice(0, 22);
}
