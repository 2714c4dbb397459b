/**
 * Outlines of all files of the workspace, made in the background: files are read ahead while others are parsed, and no slice of
 * work holds the event loop for long. Trees and texts are not kept.
 */
import { readFile } from "node:fs/promises";
import { declare } from "../outline/buildOutline.ts";
import { parse } from "../syntax/parse.ts";
import { findProtoFiles } from "../host/findProtoFiles.ts";
import type { Session } from "./session.ts";

const READ_AHEAD = 16;
const SLICE_MS = 6;

export interface IndexResult {
  readonly files: number;
  readonly ms: number;
}

/** Reads all .proto files below the workspace's folders. Files that are open keep the editor's text. */
export async function indexWorkspace(session: Session, isCancelled: () => boolean): Promise<IndexResult> {
  const started = performance.now();
  let count = 0;
  let sliceEnd = performance.now() + SLICE_MS;
  for (const folder of [...session.workspace.folders, session.workspace.bundled])
    for await (const files of findProtoFiles(folder))
      for (let i = 0; i < files.length; i += READ_AHEAD) {
        const batch = files.slice(i, i + READ_AHEAD);
        const texts = await Promise.all(batch.map(f => readFile(f, "utf8").catch(() => undefined)));
        for (let k = 0; k < batch.length; k++) {
          if (isCancelled()) return { files: count, ms: performance.now() - started };
          const file = batch[k] as string;
          const text = texts[k];
          if (text === undefined || session.db.isOpen(file)) continue;
          const { outline } = declare(parse(text));
          session.db.preload(file, text, outline);
          session.workspace.names.set(file, outline);
          count++;
          if (performance.now() < sliceEnd) continue;
          await new Promise(resolve => setImmediate(resolve));
          sliceEnd = performance.now() + SLICE_MS;
        }
      }
  return { files: count, ms: performance.now() - started };
}
