import { ThreadFault, type Threads } from '#lib/threads.ts';
import { DomainError, type ErrorCode } from './errors.ts';
import { isUnreachable } from './unreachable.ts';

/** What work on a thread came to. Errors lose their class on the way between threads. */
export type Told<T> =
  | { ok: true; value: T }
  | { ok: false; code: ErrorCode; message: string; fields: Readonly<Record<string, string>> | undefined };

/** Makes the work of a thread's file: it tells what it came to. */
export const telling =
  <Input, T>(work: (input: Input) => Promise<T>) =>
  async (input: Input): Promise<Told<T>> => {
    try {
      return { ok: true, value: await work(input) };
    } catch (error) {
      if (isUnreachable(error))
        return {
          ok: false,
          code: 'unavailable',
          message: 'The database is out of reach.',
          fields: undefined,
        };
      if (!(error instanceof DomainError)) throw error;
      const { code, message, fields } = error;
      return { ok: false, code, message, fields };
    }
  };

/**
 * Has work done on a thread, after what waits in the same lane. Throws what it threw; `busy` when too many wait,
 * `too_much` when it went beyond its time or memory.
 */
export async function inThread<Input, T>(
  threads: Threads<Input, Told<T>>,
  lane: string,
  input: Input,
): Promise<T> {
  const told = await threads.run(lane, input).catch((error: unknown) => {
    if (!(error instanceof ThreadFault)) throw error;
    throw error.why === 'busy'
      ? new DomainError('busy', 'Others are being served: try again in a moment.')
      : new DomainError('too_much', 'It takes more time or memory than one caller may have.');
  });
  if (told.ok) return told.value;
  throw new DomainError(told.code, told.message, told.fields);
}
