import { setImmediate as others } from 'node:timers/promises';

/** Milliseconds for which one caller's work has the thread to itself. */
const slice = 20;

/** For work in many small steps: called after each, it lets others have the thread when it is their turn. */
export function turns(): () => Promise<void> | undefined {
  let since = performance.now();
  const pass = async () => {
    await others();
    since = performance.now();
  };
  return () => (performance.now() - since < slice ? undefined : pass());
}

/** Does the work for each, in turn with others. */
export async function inTurns<T>(all: readonly T[], work: (each: T, index: number) => void): Promise<void> {
  const turn = turns();
  for (const [index, each] of all.entries()) {
    work(each, index);
    const pass = turn();
    if (pass) await pass;
  }
}
