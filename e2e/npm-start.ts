import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const project = fileURLToPath(new URL('..', import.meta.url));

export type Started = {
  child: ChildProcess;
  /** All it has said so far. */
  said: () => string;
  /** Waits until it has said this. Fails when it ends before. */
  says: (what: string) => Promise<void>;
  /** Its exit code, or the signal that ended it. */
  ended: Promise<number | NodeJS.Signals>;
};

/** `npm start`, as a person at a terminal would run it. Only what is told here is in its environment. */
export function npmStart(variables: Record<string, string>): Started {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn('npm', ['start'], {
    cwd: project,
    env: { NODE_ENV: 'production', PATH, HOME, ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (text += String(chunk)));
  const ended = once(child, 'close').then(([code, signal]) => code ?? signal);
  const says = async (what: string) => {
    const over = ended.then(() => {
      if (!text.includes(what)) throw new Error(`It ended without saying “${what}”:\n${text}`);
    });
    while (!text.includes(what))
      await Promise.race([once(child.stdout, 'data'), once(child.stderr, 'data'), over]);
  };
  return { child, said: () => text, says, ended };
}
