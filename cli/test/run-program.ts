import { spawn } from 'node:child_process';
import { delimiter } from 'node:path';
import { fileURLToPath } from 'node:url';

const project = fileURLToPath(new URL('../..', import.meta.url));
const binaries = fileURLToPath(new URL('../../node_modules/.bin', import.meta.url));

/** Runs one of the project's programs, or the system's, with its output as it comes. Gives its exit code. */
export function runProgram(name: string, args: readonly string[], environment: NodeJS.ProcessEnv) {
  return new Promise<number>((resolve) => {
    const env = { ...environment, PATH: `${binaries}${delimiter}${environment.PATH ?? ''}` };
    const child = spawn(name, args, { cwd: project, env, stdio: ['ignore', 'inherit', 'inherit'] });
    child.once('error', (error) => {
      console.error(`${name} did not run: ${error.message}`);
      resolve(1);
    });
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
