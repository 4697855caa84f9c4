import './dot-env.ts';
import { words } from './words.ts';

try {
  const { runPortal } = await import('./run-portal.ts');
  await runPortal('dev');
} catch (error) {
  console.error(`\n${words(error)}\n`);
  process.exitCode = 1;
}
