import './dot-env.ts';
import { words } from './words.ts';

try {
  const { serveApi } = await import('./serve-api.ts');
  await serveApi();
} catch (error) {
  console.error(`\n${words(error)}\n`);
  process.exitCode = 1;
}
