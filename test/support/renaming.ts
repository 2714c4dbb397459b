/** Renames at the cursor of a fixture, in .proto files and request documents. */
import assert from "node:assert/strict";
import { applyEdits } from "../../server/src/base/applyEdits.ts";
import { type RenameResult, rename } from "../../server/src/features/rename.ts";
import { parseRequests } from "../../server/src/request/parseRequests.ts";
import { openWorkspace, withTextsOver } from "./everywhere.ts";
import { finish } from "./finish.ts";
import { parseFixture } from "./fixture.ts";

export interface Renaming {
  /** All files afterwards; what has to be confirmed is left out. */
  readonly files: Record<string, string>;
  /** The same with what has to be confirmed. */
  readonly confirmed: Record<string, string>;
  readonly result: RenameResult;
}

export function runRename(source: string, newName: string): Renaming {
  const { files: all, cursor } = parseFixture(source);
  assert.ok(cursor);
  const ofKind = (end: string): [string, string][] => Object.entries(all).filter(([file]) => file.endsWith(end));
  const files = Object.fromEntries(ofKind(".proto"));
  const bodies = new Map(ofKind(".json").map(([file, text]) => [file, { file, text }]));
  const requests = ofKind(".grpc").map(([file, text]) => ({ file, document: parseRequests(text), bodies }));
  const s = openWorkspace(files);
  const result = finish(
    rename(s, cursor.file, cursor.offset, newName, {
      isOwn: f => !f.startsWith("google/protobuf/"),
      files: () => Object.keys(files),
      requests,
      withTexts: withTextsOver(files),
    }),
  );
  const made = result.ok ? [...result.edits, ...result.requestEdits, ...result.jsonKeyEdits] : [];
  const doubtful = result.ok ? result.doubtful.map(d => d.edit) : [];
  const apply = (edits: typeof made): Record<string, string> =>
    Object.fromEntries(
      Object.entries(all).map(([file, text]) => [
        file,
        applyEdits(
          text,
          edits.filter(e => e.file === file),
        ),
      ]),
    );
  return { files: apply(made), confirmed: apply([...made, ...doubtful]), result };
}

/** The files that are others afterwards. */
export function renamed(source: string, newName: string): Record<string, string> {
  const { files: before } = parseFixture(source);
  const { files, result } = runRename(source, newName);
  assert.ok(result.ok, result.ok ? "" : `${newName}: ${result.reason} ${result.detail}`);
  return Object.fromEntries(Object.entries(files).filter(([file, text]) => text !== before[file]));
}

export function refusal(source: string, newName: string): string {
  const { result } = runRename(source, newName);
  assert.ok(!result.ok);
  return `${result.reason} ${result.detail}`.trim();
}
