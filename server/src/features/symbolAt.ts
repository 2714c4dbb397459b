/** What stands at a place of a file: a declaration's name, a reference to one, an import, a keyword. */
import type { Span } from "../base/span.ts";
import type { DeclId, FileId, World } from "../link/world.ts";
import type { Linked } from "../link/link.ts";
import type { DeclNode, Declared } from "../outline/buildOutline.ts";
import type { DeclOutline } from "../outline/outline.ts";
import type { Node, Path, Tree } from "../syntax/ast.ts";
import { nodesAt, textOfToken, tokenAt } from "../syntax/nodeAt.ts";
import { stringValue } from "../syntax/stringValue.ts";
import { isTrivia, TokenKind } from "../syntax/tokenKind.ts";
import { scalarTypes } from "../base/scalarTypes.ts";
import { defaultOf, enumDefault } from "./enumDefault.ts";
import { spanOfNode, spanOfTokens } from "./declSpan.ts";

/** What a question about a place needs to know. */
export interface Semantics extends World {
  tree(file: FileId): Tree | undefined;
  declared(file: FileId): Declared | undefined;
  linked(file: FileId): Linked | undefined;
}

export type SymbolAt =
  /** The name in a declaration, or a reference to it. */
  | { readonly kind: "decl"; readonly span: Span; readonly id: DeclId; readonly isDeclaration: boolean }
  | { readonly kind: "package"; readonly span: Span; readonly name: string }
  | { readonly kind: "import"; readonly span: Span; readonly path: string; readonly file: FileId | undefined }
  /** A word of the language where it is used as one; `node` is the statement that it belongs to. */
  | { readonly kind: "keyword"; readonly span: Span; readonly word: string; readonly node: Node }
  /** A scalar type. */
  | { readonly kind: "scalar"; readonly span: Span; readonly name: string };

export interface Place {
  readonly tree: Tree;
  readonly token: number;
  /** From the file to the innermost node. */
  readonly nodes: readonly Node[];
}

/** The significant token at an offset, or the one that ends there. */
export function placeAt(tree: Tree, offset: number): Place {
  let token = tokenAt(tree, offset);
  const kinds = tree.tokens.kinds;
  const touches = token > 0 && tree.tokens.starts[token] === offset;
  if (touches && kinds[token] !== TokenKind.Ident && kinds[token - 1] === TokenKind.Ident) token--;
  else if ((isTrivia(kinds[token] as number) || token === tree.tokens.count) && touches) token--;
  return { tree, token, nodes: nodesAt(tree, token) };
}

export function symbolAt(s: Semantics, file: FileId, offset: number): SymbolAt | undefined {
  const tree = s.tree(file);
  if (!tree) return undefined;
  const place = placeAt(tree, offset);
  if (isTrivia(tree.tokens.kinds[place.token] as number)) return undefined;
  return (
    imported(s, file, place) ??
    declared(s, file, place) ??
    reference(s, file, place) ??
    defaultValue(s, file, place) ??
    keyword(place)
  );
}

function imported(s: Semantics, file: FileId, { tree, nodes }: Place): SymbolAt | undefined {
  const last = nodes.at(-1);
  const node = nodes.at(-2);
  if (node?.kind !== "Import" || last?.kind !== "String") return undefined;
  const path = stringValue(tree.source, tree.tokens.starts, last);
  return { kind: "import", span: spanOfNode(tree, last), path, file: s.resolveImport(file, path) };
}

/** The declaration of a node in its file; the first of those that share the node is the one that was written. */
export function declOfNode(declared: Declared, node: Node): DeclOutline | undefined {
  for (const [decl, n] of declared.nodes) if (n === (node as DeclNode)) return decl;
  return undefined;
}

function declared(s: Semantics, file: FileId, { tree, token, nodes }: Place): SymbolAt | undefined {
  const name = nodes.at(-1);
  const node = nodes.at(-2);
  if (name?.kind !== "Name" || !node || !("name" in node) || node.name !== name) return undefined;
  const all = s.declared(file);
  const decl = all && declOfNode(all, node);
  if (!decl) return undefined;
  return {
    kind: "decl",
    span: spanOfTokens(tree, token, token),
    id: { file, name: decl.fullName },
    isDeclaration: true,
  };
}

function reference(s: Semantics, file: FileId, { tree, token, nodes }: Place): SymbolAt | undefined {
  const path = nodes.findLast((n): n is Path => n.kind === "Path");
  if (!path) return undefined;
  const span = spanOfTokens(tree, token, token);
  const owner = nodes[nodes.indexOf(path) - 1];
  if (owner?.kind === "Package") return { kind: "package", span, name: upTo(path, token) };
  const ref = s.linked(file)?.refs.find(r => r.node === path);
  if (!ref) return scalar(path, span);
  const isLast = path.last === token;
  if (isLast) return ref.result.ok ? target(ref.result.found, span) : undefined;
  // A part of a qualified name: what the name up to here stands for.
  if (!ref.result.ok || ref.result.found.kind === "package") return undefined;
  const behind = path.parts.filter(p => p.first > token).length;
  const full = ref.result.found.id.name.split(".");
  const name = full.slice(0, full.length - behind).join(".");
  const found = s.linked(file)?.scope.find(name, "type");
  return found && target(found, span);
}

function target(found: import("../link/lookup.ts").Found, span: Span): SymbolAt {
  if (found.kind === "package") return { kind: "package", span, name: found.name };
  return { kind: "decl", span, id: found.id, isDeclaration: false };
}

const scalar = (path: Path, span: Span): SymbolAt | undefined =>
  scalarTypes.has(path.text) || path.text === "group" ? { kind: "scalar", span, name: path.text } : undefined;

/** The value of an enum behind `default =`. */
function defaultValue(s: Semantics, file: FileId, { tree, nodes }: Place): SymbolAt | undefined {
  const value = nodes.at(-1);
  const field = nodes.findLast(n => n.kind === "Field");
  const linked = value?.kind === "Ident" && field ? s.linked(file) : undefined;
  if (!linked || value?.kind !== "Ident" || field?.kind !== "Field" || defaultOf(field) !== value) return undefined;
  const decl = declOfNode(linked.declared, field);
  const id = decl?.kind === "field" ? enumDefault(s, linked, decl, value.text) : undefined;
  return id && { kind: "decl", span: spanOfNode(tree, value), id, isDeclaration: false };
}

const upTo = (path: Path, token: number): string =>
  path.parts
    .filter(p => p.first <= token)
    .map(p => p.text)
    .join(".");

const keywords = new Set(
  (
    "syntax edition package import public weak option message enum service extend extensions reserved oneof map rpc " +
    "returns stream optional required repeated group to max export local"
  ).split(" "),
);

function keyword({ tree, token, nodes }: Place): SymbolAt | undefined {
  if (tree.tokens.kinds[token] !== TokenKind.Ident) return undefined;
  const word = textOfToken(tree, token);
  const node = nodes.at(-1);
  if (!node || !keywords.has(word)) return undefined;
  const owner = node.kind === "Name" && nodes.at(-2)?.kind === "Field" ? nodes.at(-2) : node;
  return { kind: "keyword", span: spanOfTokens(tree, token, token), word, node: owner as Node };
}
