import './dot-env.ts';
import { words } from './words.ts';

try {
  const { runWorker } = await import('./run-worker.ts');
  await runWorker();
} catch (error) {
  console.error(`\n${words(error)}\n`);
  // Whatever it still holds: what does not work is to end, so that it is started again.
  process.exit(1);
}
