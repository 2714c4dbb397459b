/** Renames one part of a package's name in every file of that package and of those below it. */
import { lastPart } from "../base/lastPart.ts";
import type { DeclId, FileId } from "../link/world.ts";
import { isPackageOf } from "../outline/findDecl.ts";
import { spanOfNode } from "./declSpan.ts";
import { Draft } from "./draft.ts";
import { nameParts, qualifiedNames } from "./occurrences.ts";
import { linkedSchema } from "./linkedSchema.ts";
import type { Everywhere } from "./references.ts";
import { collectTextNames, type DoubtfulEdit, type NewNames } from "./renameTextNames.ts";

export interface PackageRename {
  readonly draft: Draft;
  readonly doubtful: readonly DoubtfulEdit[];
  /** Those of the package, and of the ones below it. */
  readonly inside: readonly FileId[];
  /** They and all that see one of them. */
  readonly files: ReadonlySet<FileId>;
  readonly moved: (id: DeclId) => DeclId;
  /** Whether calls are addressed by the name. */
  readonly hasServices: boolean;
}

/** `from`: a package, or the left part of one; `to`: the same with its last part renamed; `own`: all files but those that ship. */
export function* renamePackage(
  s: Everywhere,
  own: readonly FileId[],
  from: string,
  to: string,
): Generator<number, PackageRename> {
  const isIn = (file: FileId): boolean => {
    const outline = s.outline(file);
    return outline !== undefined && isPackageOf(outline, from);
  };
  const inside = own.filter(isIn);
  const files = new Set(inside.flatMap(f => s.whoSees(f)));
  const draft = new Draft();
  const short = lastPart(from);
  const name = lastPart(to);
  const known = new Set(inside);
  const doubtful: DoubtfulEdit[] = [];
  const schema = linkedSchema(s);
  const names: NewNames = {
    words: [`${from}.`, `${short}.`],
    of: id => (id.name === from && known.has(id.file) ? name : undefined),
    ofName: () => undefined,
  };
  let step = 0;
  for (const file of files) {
    yield (0.3 * ++step) / files.size;
    const tree = s.text(file)?.includes(short) ? s.tree(file) : undefined;
    const linked = s.linked(file);
    if (!tree || !linked) continue;
    const depth = from.split(".").length - 1;
    for (const d of known.has(file) ? tree.root.decls : []) {
      const part = d.kind === "Package" ? d.name?.parts[depth] : undefined;
      if (part) draft.replace(file, spanOfNode(tree, part), name);
    }
    const done = new Set<number>();
    for (const { first, last, id } of qualifiedNames(linked, s.optionRefs(file))) {
      if (!known.has(id.file)) continue;
      for (const part of nameParts(tree, first, last, id)) {
        if (part.name !== from || done.has(part.span.start)) continue;
        done.add(part.span.start);
        draft.replace(file, part.span, { text: name, from: { file, ...part.span } });
      }
    }
    collectTextNames(s, schema, file, names, { draft, doubtful });
    s.done(file);
  }
  for (const file of own) {
    if (files.has(file) || !s.text(file)?.includes(`${from}.`)) continue;
    collectTextNames(s, schema, file, names, { draft, doubtful });
    s.done(file);
    yield 0.3;
  }
  return {
    draft,
    doubtful,
    inside,
    files,
    moved: id => (known.has(id.file) ? { file: id.file, name: to + id.name.slice(from.length) } : id),
    hasServices: inside.some(f => (s.outline(f)?.services.length ?? 0) > 0),
  };
}
