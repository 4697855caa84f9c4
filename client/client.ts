import type { Decision, Question } from './types.ts';

export type { Decision, Question, Reason } from './types.ts';

export type ClientOptions = {
  /** Where the API is: `https://portal.example/api/v1`. */
  url: string;
  /** A key with the scope `decide`. */
  key: string;
  /** Milliseconds until no answer is a no; 1000 unless said. */
  timeout?: number;
  /** Hears why an answer was a no that the portal did not give. */
  onFailure?: (error: unknown) => void;
};

export type Client = {
  /** May this be used? Never throws: whatever goes wrong is a no. */
  decide: (question: Question & { customer: string }) => Promise<Decision>;
  /** The same for up to 10,000 customers, in their order. */
  decideAll: (
    question: Question & { customers: readonly string[] },
  ) => Promise<(Decision & { customer: string })[]>;
};

/** Asks one portal. An answer counts only when it is whole, in time, and is about what was asked. */
export function createClient(options: ClientOptions): Client {
  return {
    async decide(question) {
      const reply = await ask(options, question);
      return isDecision(reply) ? clean(reply) : no(options, reply);
    },
    async decideAll(question) {
      const reply = await ask(options, question);
      const decisions = isObject(reply) && Array.isArray(reply.decisions) ? reply.decisions : [];
      return question.customers.map((customer, index) => {
        const found: unknown = decisions[index];
        const isAbout = isObject(found) && found.customer === customer;
        return { customer, ...(isAbout && isDecision(found) ? clean(found) : no(options, reply)) };
      });
    },
  };
}

/** The reply's body, or the error that stands in its way. */
async function ask({ url, key, timeout = 1000 }: ClientOptions, question: object): Promise<unknown> {
  try {
    const response = await fetch(`${url.replace(/\/$/, '')}/decisions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify(question),
      redirect: 'error',
      signal: AbortSignal.timeout(timeout),
    });
    if (response.status !== 200) throw new Error(`The portal answered ${response.status}.`);
    return await response.json();
  } catch (error) {
    return error;
  }
}

const allowing = new Set<unknown>(['granted', 'locked', 'never_asked']);

/** A yes must also have a reason that allows: anything else is an odd reply. */
function isDecision(reply: unknown): reply is Decision {
  if (!isObject(reply) || typeof reply.allowed !== 'boolean' || typeof reply.reason !== 'string')
    return false;
  if (!Number.isSafeInteger(reply.seq)) return false;
  return !reply.allowed || (allowing.has(reply.reason) && typeof reply.exchange === 'string');
}

const clean = ({ allowed, reason, exchange, version, seq }: Decision): Decision => ({
  allowed,
  reason,
  exchange: exchange ?? null,
  version: version ?? null,
  seq,
});

function no({ onFailure }: ClientOptions, reply: unknown): Decision {
  onFailure?.(reply instanceof Error ? reply : new Error('The portal gave an odd reply.'));
  return { allowed: false, reason: 'unavailable', exchange: null, version: null, seq: 0 };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !(value instanceof Error);
