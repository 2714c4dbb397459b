/** Long searches in slices of a few milliseconds, so that the server answers others meanwhile. */
import type { CancellationToken } from "vscode-languageserver";

const SLICE_MS = 10;

/** Gives each item to `take`; undefined is only a place to pause. False where the request was cancelled on the way. */
export async function inSlices<T>(
  items: Iterable<T | undefined>,
  token: CancellationToken,
  take: (item: T) => void,
): Promise<boolean> {
  let sliceEnd = performance.now() + SLICE_MS;
  for (const item of items) {
    if (item !== undefined) take(item);
    if (performance.now() < sliceEnd) continue;
    await new Promise(resolve => setImmediate(resolve));
    if (token.isCancellationRequested) return false;
    sliceEnd = performance.now() + SLICE_MS;
  }
  return true;
}
