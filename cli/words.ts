/** What went wrong, for someone at a terminal: our own errors are sentences, of others the whole is of use. */
export function words(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const ours = error.constructor === Error || error.name === 'DomainError' || error.name === 'UsageError';
  return ours ? error.message : (error.stack ?? error.message);
}
