/** SQLSTATE classes: connection exception, server shutting down or starting, too many connections. */
const states = /^(08...|57P0[123]|53300)$/;

/** What postgres.js and Node call a lost or refused connection. */
const codes =
  /^(ECONN.*|ETIMEDOUT|EPIPE|ENOTFOUND|EAI_AGAIN|CONNECT_TIMEOUT|CONNECTION_(CLOSED|ENDED|DESTROYED))$/;

/** Whether an error means that the database could not be reached, however deep drizzle has wrapped it. */
export function isUnreachable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return states.test(code) || codes.test(code) || isUnreachable(error.cause);
}
