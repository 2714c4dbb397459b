/** Every place of one file that names a declaration, its own or another file's. */
import type { Span } from "../base/span.ts";
import { spanOf } from "../base/span.ts";
import type { Linked } from "../link/link.ts";
import type { DeclId, FileId } from "../link/world.ts";
import type { DeclOutline, FieldOutline } from "../outline/outline.ts";
import { findDecl } from "../outline/findDecl.ts";
import type { OptionRefs } from "../options/optionRefs.ts";
import type { Name, Path, Tree } from "../syntax/ast.ts";
import { nameSpan, spanOfNode } from "./declSpan.ts";
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
}

/** The names in a file's options, placed. */
export const placedRefs = (tree: Tree, refs: OptionRefs): readonly OptionRef[] =>
  refs.names.map(({ first, last, target }) => ({ span: spanOfNode(tree, { first, last }), id: target }));

export function occurrencesIn(s: Semantics, file: FileId, optionRefs: readonly OptionRef[]): readonly Occurrence[] {
  const tree = s.tree(file);
  const linked = s.linked(file);
  if (!tree || !linked) return [];
  const out: Occurrence[] = [];
  for (const [decl, node] of linked.declared.nodes) {
    if (!node.name || !isWritten(decl)) continue;
    out.push({ id: { file, name: decl.fullName }, span: nameSpan(tree, node), isDeclaration: true });
  }
  for (const ref of linked.refs) {
    if (!ref.result.ok || ref.result.found.kind === "package") continue;
    addPath(out, tree, linked, ref.node, ref.result.found.id);
  }
  for (const ref of optionRefs) out.push({ ...ref, isDeclaration: false });
  for (const found of defaultValues(s, linked, tree)) out.push(found);
  return out.sort((a, b) => a.span.start - b.span.start);
}

/** A map entry, its two fields and a synthetic oneof share the name of the field that they come from. */
function isWritten(decl: DeclOutline): boolean {
  if (decl.kind === "message") return decl.synthetic !== "map-entry";
  if (decl.kind === "oneof") return !decl.synthetic;
  return !(decl.kind === "field" && decl.parent?.synthetic === "map-entry");
}

/** Each part of a qualified name that stands for a declaration. */
function addPath(out: Occurrence[], tree: Tree, linked: Linked, path: Path, id: DeclId): void {
  const full = id.name.split(".");
  path.parts.forEach((part: Name, index) => {
    const behind = path.parts.length - 1 - index;
    const span = spanOfNode(tree, part);
    if (behind === 0) {
      out.push({ id, span, isDeclaration: false });
      return;
    }
    const found = linked.scope.find(full.slice(0, full.length - behind).join("."), false);
    if (found && found.kind !== "package") out.push({ id: found.id, span, isDeclaration: false });
  });
}

/** `[default = VALUE]` of an enum field. */
function* defaultValues(s: Semantics, linked: Linked, tree: Tree): Generator<Occurrence> {
  for (const [decl, node] of linked.declared.nodes) {
    if (decl.kind !== "field" || node.kind !== "Field" || decl.defaultValue?.kind !== "ident") continue;
    const option = node.options?.options.find(o => o.name.length === 1 && o.name[0]?.text === "default");
    const id = option?.value && enumValueId(s, linked, decl, decl.defaultValue.text);
    if (id && option?.value) yield { id, span: spanOfNode(tree, option.value), isDeclaration: false };
  }
}

function enumValueId(s: Semantics, linked: Linked, field: FieldOutline, value: string): DeclId | undefined {
  const type = linked.typeOf.get(field);
  if (!type?.ok || type.found.kind !== "enum") return undefined;
  const outline = s.outline(type.found.id.file);
  const decl = outline && findDecl(outline, type.found.id.name);
  const found = decl?.kind === "enum" ? decl.values.find(v => v.name === value) : undefined;
  return found && { file: type.found.id.file, name: found.fullName };
}

export const sameDecl = (a: DeclId, b: DeclId): boolean => a.name === b.name && a.file === b.file;

/** The span without the quotes of a string. */
export const insideQuotes = (span: Span): Span => spanOf(span.start + 1, span.end - 1);
