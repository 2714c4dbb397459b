/** Packages as things with a place: the statements that declare them, and the names that go through them. */
import { lastPart } from "../base/lastPart.ts";
import type { Span } from "../base/span.ts";
import type { FileId } from "../link/world.ts";
import { isPackageOf } from "../outline/findDecl.ts";
import type { Tree } from "../syntax/ast.ts";
import { spanOfNode } from "./declSpan.ts";
import { type OptionRef, nameParts, qualifiedNames } from "./occurrences.ts";
import type { Everywhere, Reference } from "./references.ts";
import type { Semantics } from "./symbolAt.ts";

/** The part of a file's package statement that ends the name; undefined where the file is in another package. */
export function packageSpan(tree: Tree, name: string): Span | undefined {
  const depth = name.split(".").length - 1;
  for (const d of tree.root.decls) {
    if (d.kind !== "Package" || !d.name) continue;
    const own = d.name.parts.map(p => p.text);
    const part = own.slice(0, depth + 1).join(".") === name ? d.name.parts[depth] : undefined;
    if (part) return spanOfNode(tree, part);
  }
  return undefined;
}

/** Places of one file that name a package, or go through it: `a.b` in `a.b.Message`. */
export function packagePlaces(
  s: Semantics,
  file: FileId,
  name: string,
  optionRefs: readonly OptionRef[],
): readonly Reference[] {
  const tree = s.tree(file);
  const linked = s.linked(file);
  if (!tree || !linked) return [];
  const found = new Map<number, Reference>();
  const own = packageSpan(tree, name);
  if (own) found.set(own.start, { file, span: own, isDeclaration: true });
  for (const { first, last, id } of qualifiedNames(linked, optionRefs)) {
    const outline = s.outline(id.file);
    if (!outline || !isPackageOf(outline, name)) continue;
    for (const part of nameParts(tree, first, last, id))
      if (part.name === name && !found.has(part.span.start))
        found.set(part.span.start, { file, span: part.span, isDeclaration: false });
  }
  return [...found.values()];
}

/** The same in all of `files`, file by file; undefined behind each, where the search may pause. */
export function* packageReferences(
  s: Everywhere,
  files: Iterable<FileId>,
  name: string,
): Generator<Reference | undefined> {
  const declaring: FileId[] = [];
  for (const file of files) {
    const outline = s.outline(file);
    if (outline && isPackageOf(outline, name)) declaring.push(file);
  }
  const short = lastPart(name);
  for (const file of new Set(declaring.flatMap(f => s.whoSees(f)))) {
    if (s.text(file)?.includes(short)) yield* packagePlaces(s, file, name, s.optionRefs(file));
    s.done(file);
    yield undefined;
  }
}

/** The package statements of a package, those of its own files before those of packages below it. */
export function* packageDeclarations(s: Everywhere, files: Iterable<FileId>, name: string): Generator<Reference> {
  const below: FileId[] = [];
  const declare = function* (file: FileId): Generator<Reference> {
    const tree = s.tree(file);
    const span = tree && packageSpan(tree, name);
    if (span) yield { file, span, isDeclaration: true };
    s.done(file);
  };
  for (const file of files) {
    const outline = s.outline(file);
    if (outline?.package === name) yield* declare(file);
    else if (outline && isPackageOf(outline, name)) below.push(file);
  }
  for (const file of below) yield* declare(file);
}
