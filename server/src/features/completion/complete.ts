/** Proposals for a place: words of the language, types, paths of imports. */
import { scalarTypes } from "../../base/scalarTypes.ts";
import type { Span } from "../../base/span.ts";
import type { DeclId, FileId } from "../../link/world.ts";
import type { DeclOutline } from "../../outline/outline.ts";
import { editionNames } from "../../syntax/edition.ts";
import { nodesAt } from "../../syntax/nodeAt.ts";
import type { Semantics } from "../symbolAt.ts";
import { type Block, completionContext, openBrace, significant } from "./context.ts";
import { importEdit } from "../../check/importEdit.ts";
import { declOfNode } from "../symbolAt.ts";
import { tokenAt } from "../../syntax/nodeAt.ts";
import type { TextEdit } from "../../base/problem.ts";

export interface Proposal {
  readonly label: string;
  readonly kind: "keyword" | "scalar" | "message" | "enum" | "file" | "folder" | "value";
  readonly span: Span;
  readonly text: string;
  /** `text` holds tab stops. */
  readonly snippet?: boolean;
  readonly detail?: string;
  /** For documentation, which is looked up only for the proposal that is shown. */
  readonly decl?: DeclId;
  readonly moreEdits?: readonly TextEdit[];
  /** Smaller first. */
  readonly rank: number;
}

/** What completion needs beyond names: the files of the workspace. */
export interface Candidates extends Semantics {
  /** Full names of messages and enums of all files. */
  typeNames(): Iterable<readonly [string, FileId]>;
  /** Paths that an import in `from` may name. */
  importPaths(from: FileId): Iterable<string>;
}

const MAX_PROPOSALS = 400;

const statements: Readonly<Record<Block, readonly string[]>> = {
  file: ["syntax", "edition", "package", "import", "option", "message", "enum", "service", "extend"],
  message: [
    "message",
    "enum",
    "oneof",
    "map",
    "reserved",
    "extensions",
    "extend",
    "option",
    "optional",
    "repeated",
    "required",
  ],
  enum: ["option", "reserved"],
  oneof: ["option"],
  service: ["rpc", "option"],
  extend: ["optional", "repeated"],
  rpc: ["option"],
};

export function complete(s: Candidates, file: FileId, offset: number): readonly Proposal[] {
  const tree = s.tree(file);
  if (!tree) return [];
  const context = completionContext(tree, offset);
  const { span } = context;
  switch (context.kind) {
    case "statement": {
      const words = context.afterLabel ? [] : keywordsOf(s, file, context.block);
      const types = ["message", "oneof", "extend"].includes(context.block)
        ? typesAt(s, file, offset, span, true)
        : [];
      return [...words.map(w => keyword(w, span)), ...types];
    }
    case "messageType":
      return [...(context.stream ? [keyword("stream", span)] : []), ...typesAt(s, file, offset, span, false)];
    case "mapType":
      return context.part === "key"
        ? mapKeys.map(name => ({ label: name, kind: "scalar", span, text: name, rank: 1 }))
        : typesAt(s, file, offset, span, true);
    case "importPath":
      return importPaths(s, file, span);
    case "syntaxValue":
      return (context.keyword === "syntax" ? ["proto3", "proto2"] : editionNames).map((text, rank) => ({
        label: text,
        kind: "value",
        span,
        text,
        rank,
      }));
    case "afterImport":
      return ["public", "option", "weak"].map(w => keyword(w, span));
    case "returns":
      return [keyword("returns", span)];
    case "other":
      return [];
  }
}

const mapKeys = "string int32 int64 uint32 uint64 sint32 sint64 fixed32 fixed64 sfixed32 sfixed64 bool".split(" ");

const keyword = (word: string, span: Span): Proposal => ({ label: word, kind: "keyword", span, text: word, rank: 2 });

/** Words that fit the block and the file's syntax. */
function keywordsOf(s: Candidates, file: FileId, block: Block): readonly string[] {
  const syntax = s.tree(file)?.syntax;
  const outline = s.outline(file);
  const words = statements[block].filter(word => {
    if (word === "required") return syntax?.kind === "proto2";
    if (word === "optional") return syntax?.kind !== "editions";
    if (word === "extensions") return syntax?.kind !== "proto3";
    if (word === "syntax" || word === "edition") return syntax?.text === "";
    if (word === "package") return !outline?.package;
    return true;
  });
  const visible = syntax?.kind === "editions" && syntax.edition >= 1001 && (block === "file" || block === "message");
  return visible ? [...words, "export", "local"] : words;
}

function typesAt(s: Candidates, file: FileId, offset: number, span: Span, fields: boolean): Proposal[] {
  const out: Proposal[] = [];
  if (fields)
    for (const name of scalarTypes.keys()) out.push({ label: name, kind: "scalar", span, text: name, rank: 3 });
  const tree = s.tree(file);
  const linked = s.linked(file);
  if (!tree || !linked) return out;
  const typed = tree.source.slice(span.start, offset).toLowerCase();
  const last = typed.slice(typed.lastIndexOf(".") + 1);
  const at = scopeAt(s, file, offset);
  const seen = new Set<string>();
  for (const v of linked.visible) {
    if (v.optionOnly) continue;
    for (const decl of v.outline.types.values()) {
      if (!offered(decl, fields)) continue;
      seen.add(decl.fullName);
      const text = shortestName(linked.scope, decl.fullName, at, fields);
      out.push({
        label: text,
        kind: decl.kind as "message" | "enum",
        span,
        text,
        detail: decl.fullName,
        decl: { file: v.id, name: decl.fullName },
        rank: v.id === file ? 0 : 1,
      });
    }
  }
  // Types of other files come with the import that they need; only those that what is typed may mean.
  if (last.length > 0)
    for (const [fullName, from] of s.typeNames()) {
      if (out.length > MAX_PROPOSALS) break;
      if (seen.has(fullName) || from === file) continue;
      const name = fullName.slice(fullName.lastIndexOf(".") + 1);
      if (!name.toLowerCase().includes(last)) continue;
      const decl = s.outline(from)?.types.get(fullName);
      if (!decl || !offered(decl, fields)) continue;
      seen.add(fullName);
      const path = s.importName(from);
      if (s.resolveImport(file, path) !== from) continue;
      out.push({
        label: fullName,
        kind: decl.kind as "message" | "enum",
        span,
        text: shortestName(linked.scope, fullName, at, fields),
        detail: path,
        decl: { file: from, name: fullName },
        moreEdits: [importEdit(tree, path)],
        rank: 4,
      });
    }
  return out;
}

const offered = (decl: DeclOutline, fields: boolean): boolean =>
  (decl.kind === "message" && !decl.synthetic) || (decl.kind === "enum" && fields);

/** Full name of a declaration in the innermost scope around an offset; names are looked up from its siblings outwards. */
function scopeAt(s: Candidates, file: FileId, offset: number): string {
  const tree = s.tree(file);
  const declared = s.declared(file);
  if (!tree || !declared) return "";
  const open = openBrace(tree, significant(tree, Math.max(0, tokenAt(tree, Math.max(0, offset - 1)))));
  const owner =
    open < 0 ? undefined : nodesAt(tree, open).findLast(n => n.kind === "Message" || n.kind === "Service");
  const decl = owner && declOfNode(declared, owner);
  const scope = decl?.fullName ?? declared.outline.package;
  return scope ? `${scope}.?` : "?";
}

/** The shortest way to write a name that still means it at `at`. */
export function shortestName(
  scope: import("../../link/lookup.ts").Scope,
  fullName: string,
  at: string,
  typesOnly: boolean,
): string {
  const parts = fullName.split(".");
  for (let i = parts.length - 1; i >= 0; i--) {
    const text = parts.slice(i).join(".");
    const result = scope.lookup(text, at, { typesOnly, forOption: false });
    if (result.ok && result.found.kind !== "package" && result.found.id.name === fullName) return text;
    // What is not visible yet resolves once it is imported, unless something else takes the name.
    if (!result.ok && result.reason === "undefined" && i === 0) return text;
  }
  return `.${fullName}`;
}

function importPaths(s: Candidates, file: FileId, span: Span): Proposal[] {
  const already = new Set(s.outline(file)?.imports.map(i => i.path));
  const own = s.importName(file);
  const out: Proposal[] = [];
  for (const path of s.importPaths(file)) {
    if (path === own || already.has(path)) continue;
    out.push({ label: path, kind: "file", span, text: path, rank: path.startsWith("google/protobuf/") ? 1 : 0 });
    if (out.length >= 5000) break;
  }
  return out;
}
