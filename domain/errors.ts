/** What can go wrong by the caller's doing or the world's. Each entry (form, API, command line) maps it once. */
export type ErrorCode =
  /** The input has no sense; `fields` says where. */
  | 'invalid'
  /** Nobody is signed in, or the session has ended. */
  | 'unauthenticated'
  /** The actor may not do this. */
  | 'forbidden'
  /** No such thing, or not the actor's to see: both answer alike. */
  | 'not_found'
  /** Something newer is there than the caller has seen. */
  | 'stale'
  /** The page was drawn for another customer than whoever is signed in now. Nothing was changed. */
  | 'other_customer'
  /** The exchange cannot be switched: law or contract needs it. */
  | 'locked'
  /** Another value stands in the way, such as a slug in use. */
  | 'conflict'
  /** Too many attempts; try later. */
  | 'limited'
  /** Others are being served: try again in a moment. */
  | 'busy'
  /** It takes more time or memory than one caller may have. */
  | 'too_much'
  /** The database is out of reach. Nothing was changed. */
  | 'unavailable'
  /** The database went away before it said whether it kept the change. Asking for the same again is safe, and tells. */
  | 'unsure'
  /** A key or secret in the database was sealed under another AUTH_SECRET. Nothing was changed. */
  | 'sealed';

export class DomainError extends Error {
  override readonly name = 'DomainError';
  readonly code: ErrorCode;
  /** Dotted path of an input field → what is wrong with it. */
  readonly fields: Readonly<Record<string, string>> | undefined;

  constructor(code: ErrorCode, message: string, fields?: Record<string, string>, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.fields = fields;
  }
}

/** Another's row and a missing one answer with this same error. */
export const notFound = (what: string) => new DomainError('not_found', `There is no such ${what}.`);
