/**
 * Renames what stands at a place, everywhere it is named: a declaration, a part of a package's name, a file. The result is compiled before it
 * is handed out: names that would mean something else are written longer, and where that does not help the rename is refused.
 */
import { scalarTypes } from "../base/scalarTypes.ts";
import type { Span } from "../base/span.ts";
import type { DeclId, FileId } from "../link/world.ts";
import { findDecl, isPackageOf } from "../outline/findDecl.ts";
import type { DeclOutline } from "../outline/outline.ts";
import type { Draft, FileEdit } from "./draft.ts";
import { type FolderMove, generatedNames, packageFolders } from "./packageFolders.ts";
import type { Everywhere } from "./references.ts";
import { renameAll } from "./renameAll.ts";
import { type Consequence, consequenceOf } from "./renameConsequences.ts";
import { type FileMove, renameFiles } from "./renameFiles.ts";
import { type RequestEdits, type RequestFile, renameInRequests } from "./renameInRequests.ts";
import { renamePackage } from "./renamePackage.ts";
import { type RefusedRename, refused, unsettled } from "./renameRefusal.ts";
import { laterSteps, lastSteps } from "./renameSteps.ts";
import { renameObstacle, type RenameTarget, renameTarget } from "./renameTarget.ts";
import type { DoubtfulEdit } from "./renameTextNames.ts";
import { settle, type WithTexts } from "./settle.ts";

export type RenameResult =
  | {
      readonly ok: true;
      readonly edits: readonly FileEdit[];
      /** In request documents, which are no files of the workspace's database. */
      readonly requestEdits: readonly FileEdit[];
      /** There too: keys that stay right where the JSON name is kept. */
      readonly jsonKeyEdits: readonly FileEdit[];
      /** Places that may name it too, for a person to decide on. */
      readonly doubtful: readonly DoubtfulEdit[];
      /** What the wire or JSON will see of it, to be told before it is done. */
      readonly consequence: Consequence;
      /** Keeps the JSON name that a field had. */
      readonly keepJsonName?: FileEdit;
      /** The file that an import named. */
      readonly move?: FileMove;
      /** Of a package whose folders are named like it. */
      readonly folders?: FolderMove;
      /** Options of the package's files that name the package of generated code; they stay. */
      readonly generatedNames?: readonly string[];
    }
  | RefusedRename;

export interface RenameOptions {
  readonly isOwn: (file: FileId) => boolean;
  /** All files of the workspace. */
  readonly files: () => Iterable<FileId>;
  readonly requests: readonly RequestFile[];
  readonly withTexts: WithTexts;
}

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

export function* rename(
  s: Everywhere,
  file: FileId,
  offset: number,
  newName: string,
  options: RenameOptions,
): Generator<number, RenameResult> {
  const target = renameTarget(s, file, offset);
  if (!target) return renameObstacle(s, file, offset);
  if (target.kind === "file") return yield* ofFile(s, target, newName, options);
  if (!NAME.test(newName)) return refused("not-a-name", newName);
  if (target.kind === "package") return yield* ofPackage(s, target.name, newName, options);
  const { id } = target;
  const outline = s.outline(id.file);
  const decl = outline && findDecl(outline, id.name);
  if (!decl) return refused("not-here", "");
  if (!options.isOwn(id.file)) return refused("shipped", id.name);
  const isType = decl.kind === "message" || decl.kind === "enum";
  if (isType && (scalarTypes.has(newName) || kept.has(newName))) return refused("keyword", newName);
  return yield* ofDeclaration(s, id, decl, newName, options);
}

/** Names that a reference could not be written with: `int32 x` never means a message of that name. */
const kept = new Set(
  "message enum service extend extensions reserved oneof option map rpc optional required repeated group stream".split(
    " ",
  ),
);

/** A path without `.` and `..`, as imports have them. */
const FILE_NAME = /^(?!\.{1,2}\/)[^/\\"]+(?:\/(?!\.{1,2}\/)[^/\\"]+)*\.proto$/;

function* ofFile(
  s: Everywhere,
  { file, name }: RenameTarget & { readonly kind: "file" },
  newName: string,
  options: RenameOptions,
): Generator<number, RenameResult> {
  if (!FILE_NAME.test(newName)) return refused("not-a-file", newName);
  if (!options.isOwn(file) || !file.endsWith(name)) return refused("shipped", name);
  const move = { from: file, to: file.slice(0, -name.length) + newName };
  if (move.to !== file && s.outline(move.to) !== undefined) return refused("taken", newName);
  const edits = yield* renameFiles(s, options.files(), [move], () => newName);
  return { ok: true, edits, requestEdits: [], jsonKeyEdits: [], doubtful: [], consequence: "none", move };
}

/** Whether files that nobody changes here belong to a package, or to one below it; `files`: all of the workspace. */
export function isShippedPackage(
  s: Everywhere,
  files: Iterable<FileId>,
  isOwn: (file: FileId) => boolean,
  name: string,
): boolean {
  for (const file of files) {
    const outline = isOwn(file) ? undefined : s.outline(file);
    if (outline && isPackageOf(outline, name)) return true;
  }
  return false;
}

function* ofPackage(
  s: Everywhere,
  from: string,
  newName: string,
  options: RenameOptions,
): Generator<number, RenameResult> {
  const to = from.slice(0, from.lastIndexOf(".") + 1) + newName;
  const all = [...options.files()];
  const own = all.filter(options.isOwn);
  if (isShippedPackage(s, all, options.isOwn, from)) return refused("shipped", from);
  const { draft, doubtful, files, inside, moved, hasServices } = yield* renamePackage(s, own, from, to);
  const settled = yield* laterSteps(settle(s, draft, files, moved, options.withTexts));
  if (!settled.ok) return unsettled(settled);
  return {
    ok: true,
    ...editsOf(draft, doubtful, renameInRequests(s, options.requests, moved)),
    consequence: hasServices ? "path" : "any",
    folders: yield* lastSteps(packageFolders(s, inside, files, from, newName)),
    generatedNames: generatedNames(s, inside),
  };
}

function* ofDeclaration(
  s: Everywhere,
  id: DeclId,
  decl: DeclOutline,
  newName: string,
  options: RenameOptions,
): Generator<number, RenameResult> {
  const result = yield* renameAll(s, [{ id, decl, newName }], options.withTexts, options.files());
  if (!result.ok) return result;
  const { draft, doubtful, moved } = result;
  return {
    ok: true,
    ...editsOf(draft, doubtful, renameInRequests(s, options.requests, moved)),
    ...consequenceOf(s, id, decl, newName),
  };
}

const editsOf = (
  draft: Draft,
  doubtful: readonly DoubtfulEdit[],
  inRequests: RequestEdits,
): Pick<RenameResult & { ok: true }, "edits" | "requestEdits" | "jsonKeyEdits" | "doubtful"> => ({
  edits: draft.edits,
  requestEdits: inRequests.edits,
  jsonKeyEdits: inRequests.jsonKeys,
  doubtful: [...apart(doubtful, draft), ...inRequests.doubtful],
});

/** Edits to confirm that lie beside those that are made anyway, such as an import that is not needed any more. */
function apart(doubtful: readonly DoubtfulEdit[], draft: Draft): DoubtfulEdit[] {
  if (doubtful.length === 0) return [];
  const made = new Map<FileId, Span[]>();
  for (const { file, span } of draft.edits) {
    const list = made.get(file);
    if (list) list.push(span);
    else made.set(file, [span]);
  }
  return doubtful.filter(
    ({ edit: { file, span } }) => !made.get(file)?.some(m => m.start < span.end && span.start < m.end),
  );
}
