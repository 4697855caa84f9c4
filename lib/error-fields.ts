/** What of an error goes into the log: enough to find the cause, no value that someone typed or a row holds. */
export function errorFields(error: unknown, depth = 0): Record<string, unknown> {
  if (!(error instanceof Error)) return { thrown: typeof error };
  return {
    name: error.name,
    message: safeMessage(error),
    ...pick(error, 'code', 'digest', 'severity', 'schema_name', 'table_name', 'constraint_name', 'routine'),
    stack: error.stack?.split('\n').filter((line) => /^\s+at /.test(line)),
    ...(error.cause !== undefined && depth < 4 && { cause: errorFields(error.cause, depth + 1) }),
  };
}

/** Drivers and parsers quote what they were given; of a query only its text, with $1 for values, is kept. */
function safeMessage(error: Error): string | undefined {
  if ('query' in error && typeof error.query === 'string') return `Failed query: ${error.query}`;
  if ('severity' in error || error instanceof SyntaxError) return undefined;
  return error.message.replaceAll(/[^\s@"'<>]+@[^\s@"'<>]+/g, '…@…');
}

function pick(error: Error, ...names: string[]): Record<string, unknown> {
  const fields: Record<string, unknown> = { ...error };
  return Object.fromEntries(names.filter((name) => name in fields).map((name) => [name, fields[name]]));
}
