/** The parts of the work of a rename, as shares of the whole. */

/** The end of the work, which takes no time beside the rest. */
export function* lastSteps<T>(steps: Generator<unknown, T>): Generator<number, T> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    yield 1;
  }
}

/** The second part of the work: what it yields counts from 0.3 on. */
export function* laterSteps<T>(steps: Generator<number, T>): Generator<number, T> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    yield 0.3 + 0.7 * step.value;
  }
}
