import './dot-env.ts';
import { words } from './words.ts';

// Read by lib/env.ts, which then asks for all that serving needs.
process.env.MUTUAL_SERVES = '1';

try {
  const { runPortal } = await import('./run-portal.ts');
  await runPortal('start');
} catch (error) {
  console.error(`\n${words(error)}\n`);
  process.exitCode = 1;
}
