import './dot-env.ts';
import { words } from './words.ts';

try {
  const { runWorker } = await import('./run-worker.ts');
  await runWorker();
} catch (error) {
  console.error(`\n${words(error)}\n`);
  process.exitCode = 1;
}
