import { log } from '#lib/log.ts';

/** What Next and libraries print goes into the log, without the values that errors quote. */
export function logConsole() {
  console.error = (...parts: unknown[]) => write('error', parts);
  console.warn = (...parts: unknown[]) => write('warn', parts);
}

function write(level: 'error' | 'warn', parts: unknown[]) {
  const error = parts.find((part) => part instanceof Error);
  // Already in the log, with its route: instrumentation.ts hears of it first.
  if (error && 'digest' in error) return;
  const text = parts.filter((part) => typeof part === 'string').join(' ');
  log[level](error ? { err: error } : {}, text);
}
