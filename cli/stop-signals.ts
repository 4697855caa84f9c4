/** Aborts at the first Ctrl-C or SIGTERM. A second one, from the terminal and again through npm, changes nothing. */
export function stopOnSignals(): AbortController {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => controller.abort());
  return controller;
}

export const whenStopped = (stopping: AbortSignal) =>
  new Promise<'stopped'>((resolve) => {
    if (stopping.aborted) resolve('stopped');
    stopping.addEventListener('abort', () => resolve('stopped'));
  });
