/**
 * Names of fields inside of strings: path templates and bodies of `google.api.http`, `google.api.method_signature`, and parameters of
 * `google.api.routing`. A dotted path names a field, and a field of its message.
 * Source: https://github.com/googleapis/googleapis/blob/master/google/api/http.proto
 */
import type { Linked } from "../link/link.ts";
import type { Lookup } from "../link/lookup.ts";
import type { DeclId, FileId } from "../link/world.ts";
import { findDecl } from "../outline/findDecl.ts";
import type { MessageOutline } from "../outline/outline.ts";
import type { MessageLit, MethodDecl, StringLit, Tree, Value } from "../syntax/ast.ts";
import { spanOfTokens } from "./declSpan.ts";
import type { Occurrence } from "./occurrences.ts";
import type { Semantics } from "./symbolAt.ts";

/** Places of the file whose text names `field` by its name `short`. */
export function* templateOccurrences(
  s: Semantics,
  file: FileId,
  field: DeclId,
  short: string,
): Generator<Occurrence> {
  const tree = s.tree(file);
  const linked = s.linked(file);
  if (!tree || !linked) return;
  for (const [decl, node] of linked.declared.nodes) {
    if (decl.kind !== "method" || node.kind !== "Method") continue;
    for (const path of fieldPaths(tree, node)) {
      if (!path.names.includes(short)) continue;
      const result = path.of === "input" ? linked.inputOf.get(decl) : linked.outputOf.get(decl);
      const found = walk(s, result, path.names);
      for (const [index, id] of found.entries()) {
        if (id.name !== field.name || id.file !== field.file) continue;
        const start = path.start + path.names.slice(0, index).join(".").length + (index > 0 ? 1 : 0);
        yield { id, span: { start, end: start + short.length }, isDeclaration: false };
      }
    }
  }
}

interface FieldPath {
  readonly names: readonly string[];
  /** Offset of the first name. */
  readonly start: number;
  readonly of: "input" | "output";
}

function* fieldPaths(tree: Tree, method: MethodDecl): Generator<FieldPath> {
  for (const option of method.body?.decls ?? []) {
    if (option.kind !== "Option" || !option.name[0]?.extension || !option.value) continue;
    const name = option.name[0].text.replace(/^\./, "");
    const field = option.name[1]?.text;
    if (name.endsWith("api.http")) {
      if (field === undefined && option.value.kind === "MessageLit") yield* httpRule(tree, option.value);
      else if (field !== undefined) yield* httpField(tree, field, option.value);
    } else if (name.endsWith("api.method_signature")) {
      for (const text of stringsOf(option.value)) yield* listed(tree, text);
    } else if (name.endsWith("api.routing") && option.value.kind === "MessageLit") yield* routing(tree, option.value);
  }
}

function* httpRule(tree: Tree, rule: MessageLit): Generator<FieldPath> {
  for (const f of rule.fields) {
    if (f.value && f.name === "additional_bindings") for (const m of messagesOf(f.value)) yield* httpRule(tree, m);
    else if (f.value) yield* httpField(tree, f.name, f.value);
  }
}

const verbs = new Set(["get", "put", "post", "delete", "patch", "path"]);

function* httpField(tree: Tree, name: string, value: Value): Generator<FieldPath> {
  if (name === "custom" && value.kind === "MessageLit") yield* httpRule(tree, value);
  if (value.kind !== "String") return;
  if (verbs.has(name)) yield* inBraces(tree, value);
  if (name === "body") yield* whole(tree, value, "input");
  if (name === "response_body") yield* whole(tree, value, "output");
}

function* routing(tree: Tree, rule: MessageLit): Generator<FieldPath> {
  for (const f of rule.fields)
    for (const m of f.name === "routing_parameters" && f.value ? messagesOf(f.value) : [])
      for (const p of m.fields)
        if (p.name === "field" && p.value?.kind === "String") yield* whole(tree, p.value, "input");
}

/** The text of each literal with its offset; one with escapes names no field. */
function* plain(tree: Tree, node: StringLit): Generator<{ text: string; start: number }> {
  for (const token of node.tokens) {
    const { start, end } = spanOfTokens(tree, token, token);
    const text = tree.source.slice(start + 1, end - 1);
    if (!text.includes("\\")) yield { text, start: start + 1 };
  }
}

function* inBraces(tree: Tree, node: StringLit): Generator<FieldPath> {
  for (const { text, start } of plain(tree, node))
    for (const match of text.matchAll(/\{\s*([A-Za-z_][\w.]*)/g))
      yield path(match[1] as string, start + match.index + match[0].length - (match[1] as string).length, "input");
}

function* listed(tree: Tree, node: StringLit): Generator<FieldPath> {
  for (const { text, start } of plain(tree, node))
    for (const match of text.matchAll(/[A-Za-z_][\w.]*/g)) yield path(match[0], start + match.index, "input");
}

function* whole(tree: Tree, node: StringLit, of: FieldPath["of"]): Generator<FieldPath> {
  for (const { text, start } of plain(tree, node)) if (/^[A-Za-z_][\w.]*$/.test(text)) yield path(text, start, of);
}

const path = (text: string, start: number, of: FieldPath["of"]): FieldPath => ({ names: text.split("."), start, of });

const stringsOf = (value: Value): StringLit[] =>
  value.kind === "String" ? [value] : value.kind === "ListLit" ? value.values.flatMap(stringsOf) : [];
const messagesOf = (value: Value): MessageLit[] =>
  value.kind === "MessageLit" ? [value] : value.kind === "ListLit" ? value.values.flatMap(messagesOf) : [];

/** The field that each name of a path stands for, as far as they are known. */
function walk(s: Semantics, start: Lookup | undefined, names: readonly string[]): DeclId[] {
  const out: DeclId[] = [];
  let type = start;
  for (const name of names) {
    const message: { file: FileId; decl: MessageOutline } | undefined = messageOf(s, type);
    const field = message?.decl.fields.find(f => f.name === name);
    if (!message || !field) break;
    out.push({ file: message.file, name: field.fullName });
    const linked: Linked | undefined = s.linked(message.file);
    const own = linked && findDecl(linked.outline, field.fullName);
    type = own?.kind === "field" ? linked?.typeOf.get(own) : undefined;
  }
  return out;
}

function messageOf(s: Semantics, type: Lookup | undefined): { file: FileId; decl: MessageOutline } | undefined {
  if (!type?.ok || type.found.kind === "package") return undefined;
  const { file, name } = type.found.id;
  const outline = s.outline(file);
  const decl = outline && findDecl(outline, name);
  return decl?.kind === "message" ? { file, decl } : undefined;
}
