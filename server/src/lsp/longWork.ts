/**
 * Work over thousands of files: done in slices, so that the server answers others meanwhile; dropped when the editor cancels it; with
 * progress as soon as it takes a second.
 */
import { type CancellationToken, ErrorCodes, LSPErrorCodes, ResponseError } from "vscode-languageserver";
import { LateProgress } from "./lateProgress.ts";
import type { Session } from "./session.ts";
import { Turns } from "./turns.ts";

const SLICE_MS = 10;

const modified = { en: "the files changed meanwhile", ko: "작업하는 동안 파일이 바뀌었습니다" };

/** What the steps return. They yield the part that is done, 0 to 1. Rejects with the protocol's error where it is cancelled. */
export async function longWork<T>(
  session: Session,
  title: string,
  token: CancellationToken,
  steps: Generator<number, T>,
): Promise<T> {
  const { revision } = session.db;
  const progress = new LateProgress(session, { title, stoppable: "stoppable" });
  const turns = new Turns(SLICE_MS);
  try {
    for (;;) {
      const step = steps.next();
      if (step.done) return step.value;
      if (!turns.isOver) continue;
      await turns.pass();
      if (token.isCancellationRequested || progress.isStopped) throw cancelled();
      assertUnchanged(session, revision);
      await progress.report(step.value);
    }
  } finally {
    progress.done();
  }
}

/** Edits for a text that is out of date would land in the wrong places: then it throws. `revision`: that of the files as they were asked about. */
export function assertUnchanged(session: Session, revision: number): void {
  if (session.db.revision !== revision)
    throw new ResponseError(LSPErrorCodes.ContentModified, modified[session.language]);
}

export const cancelled = (): ResponseError<void> => new ResponseError(LSPErrorCodes.RequestCancelled, "cancelled");

export const refusal = (message: string): ResponseError<void> =>
  new ResponseError(ErrorCodes.InvalidRequest, message);
