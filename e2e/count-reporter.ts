import { writeFileSync } from 'node:fs';
import type { FullConfig, FullResult, Reporter, Suite } from '@playwright/test/reporter';

/** Writes how many tests passed and failed where `npm test` looks for it. */
export default class CountReporter implements Reporter {
  #suite: Suite | undefined;

  onBegin(_config: FullConfig, suite: Suite) {
    this.#suite = suite;
  }

  onEnd(result: FullResult) {
    const file = process.env.MUTUAL_COUNT_FILE;
    if (!file) return;
    const outcomes = (this.#suite?.allTests() ?? []).map((test) => test.outcome());
    const passed = outcomes.filter((outcome) => outcome === 'expected' || outcome === 'flaky').length;
    const failed = outcomes.filter((outcome) => outcome === 'unexpected').length;
    writeFileSync(file, JSON.stringify({ passed, failed: failed || (result.status === 'passed' ? 0 : 1) }));
  }
}
