import { HTTPException } from 'hono/http-exception';
import { DomainError, type ErrorCode } from '#domain/errors.ts';
import { RowsRefused } from '#domain/ingest/rows.ts';
import { isUnreachable } from '#domain/unreachable.ts';
import { log } from '#lib/log.ts';

export type ProblemCode =
  | ErrorCode
  | 'malformed'
  | 'too_large'
  | 'unsupported'
  | 'key_reused'
  | 'broken'
  | 'no_route';

export const problems: Record<ProblemCode, { status: number; title: string }> = {
  malformed: { status: 400, title: 'The request cannot be read' },
  unauthenticated: { status: 401, title: 'No key, or one that does not open anything' },
  forbidden: { status: 403, title: 'The key has no right to this' },
  not_found: { status: 404, title: 'There is no such thing' },
  no_route: { status: 404, title: 'There is nothing at this address' },
  stale: { status: 409, title: 'Something newer is in force' },
  other_customer: { status: 409, title: 'The page was drawn for another customer' },
  locked: { status: 409, title: 'This cannot be switched' },
  conflict: { status: 409, title: 'Something else stands in the way' },
  key_reused: { status: 409, title: 'This Idempotency-Key came with another request' },
  too_large: { status: 413, title: 'The request is too large' },
  unsupported: { status: 415, title: 'This kind of body is not read here' },
  invalid: { status: 422, title: 'Some of it makes no sense' },
  limited: { status: 429, title: 'Too many calls' },
  broken: { status: 500, title: 'Something went wrong on our side' },
  sealed: { status: 503, title: 'A secret of the portal cannot be read' },
  busy: { status: 503, title: 'Others are being served' },
  too_much: { status: 413, title: 'It takes more time or memory than one call may have' },
  unavailable: { status: 503, title: 'The database is out of reach' },
  unsure: { status: 503, title: 'The database went away before it said whether this was done' },
};

export type Extra = { fields?: Readonly<Record<string, string>> } & Record<string, unknown>;

/** What goes wrong in the API itself, before a command is reached. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly extra: Extra;
  readonly headers: Record<string, string>;
  constructor(code: ProblemCode, detail: string, extra: Extra = {}, headers: Record<string, string> = {}) {
    super(detail);
    this.code = code;
    this.extra = extra;
    this.headers = headers;
  }
}

/** Problem details (RFC 9457). Its `type` is the place in the reference where the code is explained. */
export function problemResponse({ code, message, extra, headers }: Problem): Response {
  const { status, title } = problems[code];
  const body = { type: `/docs/api#${code}`, title, status, detail: message, code, ...extra };
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store', ...headers },
  });
}

/** Any error as a problem: known ones as they are, unknown ones logged and told nothing of. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof RowsRefused)
    return new Problem('invalid', error.message, { total: error.total, rows: error.faults });
  if (error instanceof DomainError)
    return new Problem(
      error.code,
      error.message,
      error.fields && { fields: error.fields },
      headersOf(error.code),
    );
  if (error instanceof HTTPException && error.status < 500) return new Problem('malformed', error.message);
  if (isUnreachable(error))
    return new Problem('unavailable', 'Nothing was changed.', {}, headersOf('unavailable'));
  if (isBadData(error)) return new Problem('invalid', 'A value cannot be stored.');
  log.error({ err: error }, 'api failed');
  return new Problem('broken', 'Please try again; the portal has written down what happened.');
}

function headersOf(code: ErrorCode): Record<string, string> {
  if (code === 'unauthenticated') return { 'www-authenticate': 'Bearer realm="mutual"' };
  return code === 'unavailable' || code === 'unsure' || code === 'busy' ? { 'retry-after': '5' } : {};
}

/** SQLSTATE class 22, data exception: the last line of defence behind the schemas. */
function isBadData(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ('code' in error && /^22/.test(String(error.code))) || isBadData(error.cause);
}
