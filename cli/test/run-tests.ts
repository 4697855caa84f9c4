import { cleanEnvironment } from './environment.ts';
import { stages } from './stages.ts';

/**
 * Every check of the project, one after the other, whatever fails on the way. The last line is `N passed, N failed`:
 * tests of the domain and of the browser one by one, each static check and the build as one.
 * Gives the exit code.
 */
export async function runTests(source: NodeJS.ProcessEnv): Promise<number> {
  const environment = cleanEnvironment(source);
  let [passed, failed] = [0, 0];
  for (const stage of stages) {
    console.log(`\n── ${stage.title} ${'─'.repeat(Math.max(2, 76 - stage.title.length))}\n`);
    const begun = performance.now();
    const count = await stage.run(environment).catch((error: unknown) => {
      console.error(error instanceof Error ? error.message : error);
      return { passed: 0, failed: 1 };
    });
    passed += count.passed;
    failed += count.failed;
    const seconds = Math.round((performance.now() - begun) / 1000);
    console.log(`\n${stage.title}: ${count.passed} passed, ${count.failed} failed (${seconds} s)`);
  }
  console.log(`\n${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}
