import { afterEach, expect, test, vi } from 'vitest';
import { log } from '#lib/log.ts';
import { logConsole } from './log-console.ts';

const { error, warn } = console;
afterEach(() => Object.assign(console, { error, warn }));

test('an error that Next prints is handed to the log as it is, which then knows what it was and where', () => {
  const written = vi.spyOn(log, 'error').mockReturnValue(undefined);
  logConsole();
  const fault = new TypeError('Invalid state');
  console.error(' ⨯ uncaughtException: ', fault);
  expect(written).toHaveBeenCalledWith({ err: fault }, ' ⨯ uncaughtException: ');
});
