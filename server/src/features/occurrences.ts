/** Every place of one file that names a declaration, its own or another file's. */
import type { Span } from "../base/span.ts";
import { spanOf } from "../base/span.ts";
import type { Linked } from "../link/link.ts";
import type { DeclId, FileId } from "../link/world.ts";
import type { DeclOutline } from "../outline/outline.ts";
import { findDecl } from "../outline/findDecl.ts";
import type { OptionRefs } from "../options/optionRefs.ts";
import type { Tree } from "../syntax/ast.ts";
import { Sym, TokenKind } from "../syntax/tokenKind.ts";
import { nameSpan, spanOfNode, spanOfTokens } from "./declSpan.ts";
import { defaultOf, enumDefault } from "./enumDefault.ts";
import type { Semantics } from "./symbolAt.ts";

export interface Occurrence {
  readonly id: DeclId;
  readonly span: Span;
  readonly isDeclaration: boolean;
}

/** What options refer to: names of extensions and fields, enum values; the stage that interprets options knows. */
export interface OptionRef {
  readonly span: Span;
  readonly id: DeclId;
  /** Tokens, both inclusive; a qualified name has several. */
  readonly first: number;
  readonly last: number;
}

/** The names in a file's options, placed. */
export const placedRefs = (tree: Tree, refs: OptionRefs): readonly OptionRef[] =>
  refs.names.map(({ first, last, target }) => ({
    span: spanOfNode(tree, { first, last }),
    id: target,
    first,
    last,
  }));

export function occurrencesIn(s: Semantics, file: FileId, optionRefs: readonly OptionRef[]): readonly Occurrence[] {
  const tree = s.tree(file);
  const linked = s.linked(file);
  if (!tree || !linked) return [];
  const out: Occurrence[] = [];
  for (const [decl, node] of linked.declared.nodes) {
    if (!node.name || !isWritten(decl)) continue;
    out.push({ id: { file, name: decl.fullName }, span: nameSpan(tree, node), isDeclaration: true });
  }
  for (const { first, last, id } of qualifiedNames(linked, optionRefs))
    for (const part of nameParts(tree, first, last, id)) {
      const outline = s.outline(id.file);
      if (part.name !== id.name && !(outline && findDecl(outline, part.name))) continue;
      out.push({ id: { file: id.file, name: part.name }, span: part.span, isDeclaration: false });
    }
  for (const found of defaultValues(s, linked, tree)) out.push(found);
  return out.sort((a, b) => a.span.start - b.span.start);
}

/** References to types and names in options that resolve: their tokens, and what they stand for. */
export function* qualifiedNames(
  linked: Linked,
  optionRefs: readonly OptionRef[],
): Generator<{ readonly first: number; readonly last: number; readonly id: DeclId }> {
  for (const ref of linked.refs)
    if (ref.result.ok && ref.result.found.kind !== "package")
      yield { first: ref.node.first, last: ref.node.last, id: ref.result.found.id };
  yield* optionRefs;
}

/**
 * The parts of a qualified name with what each stands for: of `b.Parent.Child` that means `a.b.Parent.Child` these are `a.b`,
 * `a.b.Parent` and the whole. The last part comes first; what stands before a slash belongs to a URL.
 */
export function* nameParts(
  tree: Tree,
  first: number,
  last: number,
  id: DeclId,
): Generator<{ readonly span: Span; readonly name: string }> {
  let { name } = id;
  const { kinds } = tree.tokens;
  for (let token = last; token >= first && name !== ""; token--) {
    if (kinds[token] === Sym.slash) return;
    if (kinds[token] !== TokenKind.Ident) continue;
    yield { span: spanOfTokens(tree, token, token), name };
    name = name.slice(0, Math.max(0, name.lastIndexOf(".")));
  }
}

/** A map entry, its two fields and a synthetic oneof share the name of the field that they come from. */
function isWritten(decl: DeclOutline): boolean {
  if (decl.kind === "message") return decl.synthetic !== "map-entry";
  if (decl.kind === "oneof") return !decl.synthetic;
  return !(decl.kind === "field" && decl.parent?.synthetic === "map-entry");
}

/** `[default = VALUE]` of an enum field. */
export function* defaultValues(s: Semantics, linked: Linked, tree: Tree): Generator<Occurrence> {
  for (const [decl, node] of linked.declared.nodes) {
    if (decl.kind !== "field" || node.kind !== "Field" || decl.defaultValue?.kind !== "ident") continue;
    const value = defaultOf(node);
    const id = value?.kind === "Ident" ? enumDefault(s, linked, decl, value.text) : undefined;
    if (id && value) yield { id, span: spanOfNode(tree, value), isDeclaration: false };
  }
}

export const sameDecl = (a: DeclId, b: DeclId): boolean => a.name === b.name && a.file === b.file;

/** The span without the quotes of a string. */
export const insideQuotes = (span: Span): Span => spanOf(span.start + 1, span.end - 1);
