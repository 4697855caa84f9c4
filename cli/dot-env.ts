import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

// Imported first by every command: `.env` beside package.json, where a variable that is set already wins.
const file = fileURLToPath(new URL('../.env', import.meta.url));
if (existsSync(file)) process.loadEnvFile(file);
