import { runTests } from './test/run-tests.ts';

process.exitCode = await runTests(process.env);
