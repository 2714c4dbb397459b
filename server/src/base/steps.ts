/** Work that may pause between its steps: a generator that yields wherever somebody else may go first. */

/** Does all steps at once. */
export function finish<T>(steps: Generator<void, T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
