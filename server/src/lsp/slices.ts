/** Long searches in slices of a few milliseconds, so that the server answers others meanwhile. */
import type { CancellationToken } from "vscode-languageserver";
import type { LateProgress } from "./lateProgress.ts";
import { Turns } from "./turns.ts";

const SLICE_MS = 10;

/** Gives each item to `take`; undefined is only a place to pause. False where the request was cancelled on the way. */
export async function inSlices<T>(
  items: Iterable<T | undefined>,
  token: CancellationToken,
  take: (item: T) => void,
  progress?: LateProgress,
): Promise<boolean> {
  const turns = new Turns(SLICE_MS);
  try {
    for (const item of items) {
      if (item !== undefined) take(item);
      if (!turns.isOver) continue;
      await turns.pass();
      if (token.isCancellationRequested || progress?.isStopped) return false;
      await progress?.report();
    }
    return true;
  } finally {
    progress?.done();
  }
}
