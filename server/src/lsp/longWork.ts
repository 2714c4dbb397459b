/**
 * Work over thousands of files: done in slices, so that the server answers others meanwhile; dropped when the editor cancels it; with
 * progress as soon as it takes a second.
 */
import { type CancellationToken, ErrorCodes, LSPErrorCodes, ResponseError } from "vscode-languageserver";
import type { Session } from "./session.ts";

const SLICE_MS = 10;
const PATIENCE_MS = 1000;

/** What the steps return. They yield the part that is done, 0 to 1. Rejects with the protocol's error where it is cancelled. */
export async function longWork<T>(
  session: Session,
  title: string,
  token: CancellationToken,
  steps: Generator<number, T>,
): Promise<T> {
  const started = performance.now();
  const { revision } = session.db;
  let progress: Awaited<ReturnType<typeof session.connection.window.createWorkDoneProgress>> | undefined;
  let asked = false;
  let sliceEnd = started + SLICE_MS;
  try {
    for (;;) {
      const step = steps.next();
      if (step.done) return step.value;
      if (performance.now() < sliceEnd) continue;
      await new Promise(resolve => setImmediate(resolve));
      if (token.isCancellationRequested || progress?.token.isCancellationRequested) throw cancelled();
      // Edits for a text that is out of date would land in the wrong places.
      if (session.db.revision !== revision)
        throw new ResponseError(LSPErrorCodes.ContentModified, "the files changed meanwhile");
      if (!asked && session.abilities.progress && performance.now() - started > PATIENCE_MS) {
        asked = true;
        progress = await session.connection.window.createWorkDoneProgress();
        progress.begin(title, 0, undefined, true);
      }
      progress?.report(Math.min(99, Math.round(step.value * 100)));
      sliceEnd = performance.now() + SLICE_MS;
    }
  } finally {
    progress?.done();
  }
}

export const cancelled = (): ResponseError<void> => new ResponseError(LSPErrorCodes.RequestCancelled, "cancelled");

export const refusal = (message: string): ResponseError<void> =>
  new ResponseError(ErrorCodes.InvalidRequest, message);
