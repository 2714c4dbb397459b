/**
 * Outlines of all files of the workspace, made in the background: files are read ahead while others are parsed, and no slice of
 * work holds the event loop for long. Trees and texts are not kept.
 */
import { relativeTo } from "../base/path.ts";
import { declareSteps } from "../outline/buildOutline.ts";
import type { Outline } from "../outline/outline.ts";
import { parseSteps } from "../syntax/parse.ts";
import { LateProgress } from "./lateProgress.ts";
import type { Session } from "./session.ts";

/** Texts of .proto files below a folder, in small groups. */
export type ReadFolder = (
  folder: string,
) => AsyncIterable<readonly { readonly file: string; readonly text: string }[]>;

/** Beside it a slice may hold a collection of garbage, which takes up to 12 ms. */
const SLICE_MS = 1.5;

export interface IndexResult {
  readonly files: number;
  readonly ms: number;
  /** The longest time that the event loop was held at once. */
  readonly longestSliceMs: number;
}

/** Reads all .proto files below folders. Files that are open keep the editor's text. */
export async function indexFolders(
  session: Session,
  folders: readonly string[],
  read: ReadFolder,
): Promise<IndexResult> {
  const started = performance.now();
  let files = 0;
  let longestSliceMs = 0;
  let sliceStart = performance.now();
  const title = session.language === "ko" ? ".proto 파일을 읽는 중" : "Reading .proto files";
  const progress = new LateProgress(session, { title });
  const pause = async (): Promise<void> => {
    longestSliceMs = Math.max(longestSliceMs, performance.now() - sliceStart);
    await new Promise(resolve => setImmediate(resolve));
    await progress.report();
    sliceStart = performance.now();
  };
  // A folder within another one is read with it.
  const outer = folders.filter(f => !folders.some(other => relativeTo(other, f) !== undefined));
  for (const folder of outer)
    for await (const group of read(folder)) {
      sliceStart = performance.now();
      for (const { file, text } of group) {
        if (session.db.isOpen(file)) continue;
        const outline = await outlineOf(text, () => performance.now() - sliceStart > SLICE_MS, pause);
        if (performance.now() - sliceStart > SLICE_MS) await pause();
        session.db.preload(file, outline);
        session.workspace.names.set(file, outline);
        files++;
        if (performance.now() - sliceStart > SLICE_MS) await pause();
      }
      longestSliceMs = Math.max(longestSliceMs, performance.now() - sliceStart);
    }
  progress.done();
  return { files, ms: performance.now() - started, longestSliceMs };
}

/** The outline of a text; a large one is parsed with pauses. */
export async function outlineOf(text: string, isLong: () => boolean, pause: () => Promise<void>): Promise<Outline> {
  const steps = outlineSteps(text);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (isLong()) await pause();
  }
}

function* outlineSteps(text: string): Generator<void, Outline> {
  const tree = yield* parseSteps(text);
  return (yield* declareSteps(tree)).outline;
}
