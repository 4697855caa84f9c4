import { z } from 'zod';
import type { LocalText } from '#lib/local-text.ts';
import { clean, localTextSchema, slugSchema } from '../input.ts';

export type SystemTerms = { name: LocalText; summary: LocalText; exchanges: string[]; url: string };

export const systemTermsSchema = z.strictObject({
  name: localTextSchema(60),
  summary: localTextSchema(300),
  exchanges: z
    .array(slugSchema)
    .min(1)
    .max(200)
    .transform((slugs) => [...new Set(slugs)].sort()),
  url: z.string().trim().max(500).refine(clean).refine(isWebhookAddress),
}) satisfies z.ZodType<SystemTerms>;

/** https, or http on this very machine; which addresses may be reached is decided at each connection. */
function isWebhookAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password, hash } = new URL(text);
  if (username || password || hash) return false;
  return (
    protocol === 'https:' || (protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname))
  );
}
