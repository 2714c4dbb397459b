import { existsSync, readFileSync, rmSync } from "node:fs";

export interface Counts {
  readonly passed: number;
  readonly failed: number;
}

/** Reads what a test process counted, and removes it, so that a later run cannot mistake it for its own. */
export function takeCounts(file: string, exitCode: number): Counts {
  const counts: Counts = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : { passed: 0, failed: 0 };
  rmSync(file, { force: true });
  // A process that died did not count everything.
  if (exitCode !== 0 && counts.failed === 0) return { ...counts, failed: 1 };
  return exitCode === 0 && counts.passed === 0 ? { passed: 0, failed: 1 } : counts;
}

export const one = (good: boolean): Counts => (good ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });

export const sum = (all: readonly Counts[]): Counts => ({
  passed: all.reduce((total, { passed }) => total + passed, 0),
  failed: all.reduce((total, { failed }) => total + failed, 0),
});
