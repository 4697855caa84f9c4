import type { Dispatcher } from 'undici';
import { z } from 'zod';
import { RefusedAddress } from './network.ts';

/** Why an attempt did not succeed; `sealed`: none was made, as the secret to sign with cannot be read. */
export type Fault = 'sealed' | 'status' | 'redirect' | 'gone' | 'timeout' | 'address' | 'unreachable';

export type Outcome =
  /** 2xx. `applied`: its reply says that the choice is in force there already. */
  | { kind: 'accepted'; status: number; applied: boolean }
  | { kind: 'refused'; status: number | null; fault: Fault; retryAfter: Date | null };

export type Webhook = { url: string; headers: Record<string, string>; body: string };

const replyLimit = 64 * 1024;

/** One attempt: sent, and the reply read up to 64 KB, all within `patience` milliseconds; redirects are not followed. */
export async function postWebhook(
  network: Dispatcher,
  webhook: Webhook,
  patience = 15_000,
): Promise<Outcome> {
  const signal = AbortSignal.timeout(patience);
  try {
    const { url, headers, body } = webhook;
    const { origin, pathname, search } = new URL(url);
    const reply = await network.request({
      origin,
      path: pathname + search,
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json', 'user-agent': 'mutual' },
      body,
      signal,
      // Ours covers the whole; theirs would start anew with each part.
      headersTimeout: 0,
      bodyTimeout: 0,
    });
    const text = await readSome(reply.body);
    return judge(reply.statusCode, reply.headers['retry-after'], text);
  } catch (error) {
    const fault = signal.aborted ? 'timeout' : isRefused(error) ? 'address' : 'unreachable';
    return { kind: 'refused', status: null, fault, retryAfter: null };
  }
}

/** What comes within the limit; a longer reply is cut off there, and its connection closed. */
async function readSome(body: Dispatcher.ResponseData['body']): Promise<string> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of body) {
    parts.push(part);
    length += part.length;
    if (length >= replyLimit) break;
  }
  return Buffer.concat(parts).toString('utf8', 0, replyLimit);
}

function judge(status: number, retryAfter: string | string[] | undefined, text: string): Outcome {
  if (status >= 200 && status < 300) return { kind: 'accepted', status, applied: saysApplied(text) };
  const fault = status === 410 ? 'gone' : status >= 300 && status < 400 ? 'redirect' : 'status';
  return { kind: 'refused', status, fault, retryAfter: readRetryAfter(retryAfter) };
}

const appliedSchema = z.object({ applied: z.literal(true) });

function saysApplied(text: string): boolean {
  try {
    return appliedSchema.safeParse(JSON.parse(text)).success;
  } catch {
    return false;
  }
}

/** Seconds or an HTTP date (RFC 9110 §10.2.3), no further off than a day. */
export function readRetryAfter(header: string | string[] | undefined, now = new Date()): Date | null {
  if (typeof header !== 'string') return null;
  const seconds = /^\d+$/.test(header) ? Number(header) : (Date.parse(header) - now.getTime()) / 1000;
  if (!Number.isFinite(seconds) && !/^\d+$/.test(header)) return null;
  return new Date(now.getTime() + Math.min(Math.max(seconds, 0), 86_400) * 1000);
}

const isRefused = (error: unknown): boolean =>
  error instanceof RefusedAddress ||
  (error instanceof AggregateError && error.errors.some(isRefused)) ||
  (error instanceof Error && error.cause !== undefined && isRefused(error.cause));
