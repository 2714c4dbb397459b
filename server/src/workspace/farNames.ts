/**
 * Names that meet only because imports bring files together: the file's own with one of a file that it does not see, or those of two files that
 * different imports bring. The compiler takes a file and all that it imports, however far away, for one table of names. P2022 [full name,
 * path], P2027 [part, path] as for files that are seen.
 */
import type { Problem } from "../base/problem.ts";
import { spanOf } from "../base/span.ts";
import type { Linked } from "../link/link.ts";
import type { FileId, World } from "../link/world.ts";
import { findDecl, isPackageOf } from "../outline/findDecl.ts";
import type { Outline } from "../outline/outline.ts";
import type { Node, Tree } from "../syntax/ast.ts";
import type { SetClash } from "./setClashes.ts";
import type { SharedNames } from "./sharedNames.ts";
import { withImports } from "./withImports.ts";

export function farNameProblems(world: World, tree: Tree, linked: Linked, shared: SharedNames): Problem[] {
  // Two imports, or the file and an import, have to bring a name together; what one import brings alone is judged there.
  if (!shared.isIn(linked.id, linked.outline) && linked.outline.imports.length < 2) return [];
  const ways = waysFrom(world, linked);
  const far = new Set(ways.flatMap(way => [...way.files]));
  const suspected = new Set(shared.of(linked.id));
  for (const file of far) for (const name of shared.of(file) ?? []) suspected.add(name);
  const out: Problem[] = [];
  for (const name of suspected) {
    const problem = ownClash(world, tree, linked, far, name) ?? importClash(world, tree, { ways, far }, name);
    if (problem) out.push(problem);
  }
  return out;
}

/** All files that one import brings along. */
interface Way {
  readonly index: number;
  readonly files: ReadonlySet<FileId>;
}

function waysFrom(world: World, { id, outline }: Linked): Way[] {
  return outline.imports.flatMap(({ path }, index) => {
    const target = world.resolveImport(id, path);
    if (target === undefined) return [];
    const files = new Set(withImports(world, [target]));
    return [{ index, files }];
  });
}

type Use = "declares" | "package";

function useOf(outline: Outline | undefined, name: string): Use | undefined {
  if (!outline) return undefined;
  if (isPackageOf(outline, name)) return "package";
  return findDecl(outline, name) ? "declares" : undefined;
}

/** Two files may have a package in common; nothing else. */
const meet = (a: Use | undefined, b: Use | undefined): boolean =>
  a !== undefined && b !== undefined && (a === "declares" || b === "declares");

function ownClash(
  world: World,
  tree: Tree,
  linked: Linked,
  far: ReadonlySet<FileId>,
  name: string,
): Problem | undefined {
  const own = useOf(linked.outline, name);
  if (!own) return undefined;
  const seen = new Set(linked.visible.map(v => v.id));
  // What is seen has been judged.
  const other = [...far].find(f => !seen.has(f) && meet(own, useOf(world.outline(f), name)));
  if (other === undefined) return undefined;
  const node = own === "package" ? packageName(tree) : nameNode(linked, name);
  return problem(world, tree, own === "package" ? "P2027" : "P2022", node, name, other);
}

export function setClashProblem(world: World, tree: Tree, linked: Linked, { use, name, other }: SetClash): Problem {
  return problem(world, tree, "P2028", use === "package" ? packageName(tree) : nameNode(linked, name), name, other);
}

function importClash(
  world: World,
  tree: Tree,
  { ways, far }: { readonly ways: readonly Way[]; readonly far: ReadonlySet<FileId> },
  name: string,
): Problem | undefined {
  const users = new Map<FileId, Use>();
  for (const file of far) {
    const use = useOf(world.outline(file), name);
    if (use) users.set(file, use);
  }
  const isTogether = (files: Iterable<FileId>): boolean => {
    const uses = [...files].flatMap(f => users.get(f) ?? []);
    return uses.length > 1 && uses.includes("declares");
  };
  // Where one import alone brings both, the mistake is that file's.
  if (ways.some(way => isTogether(way.files))) return undefined;
  const brought = new Set<FileId>();
  for (const { index, files } of ways) {
    const before = [...brought].filter(f => users.has(f));
    for (const file of files) brought.add(file);
    if (before.length === 0 || !isTogether(brought)) continue;
    const node = tree.root.decls.filter(d => d.kind === "Import" && d.path)[index];
    return problem(world, tree, "P2022", node?.kind === "Import" ? node.path : undefined, name, before[0] as FileId);
  }
  return undefined;
}

function packageName(tree: Tree): Node | undefined {
  const found = tree.root.decls.find(d => d.kind === "Package");
  return found?.kind === "Package" ? found.name : undefined;
}

function nameNode({ declared, outline }: Linked, name: string): Node | undefined {
  const decl = findDecl(outline, name);
  return decl && declared.nodes.get(decl)?.name;
}

function problem(
  world: World,
  tree: Tree,
  code: string,
  node: Node | undefined,
  name: string,
  other: FileId,
): Problem {
  const { starts } = tree.tokens;
  const span = node ? spanOf(starts[node.first] as number, starts[node.last + 1] as number) : spanOf(0, 0);
  const isDeclared = findDecl(world.outline(other) as Outline, name) !== undefined;
  const related = isDeclared ? [{ file: other, at: { decl: name }, code: "R2020", args: [name] }] : [];
  return {
    code,
    severity: "error",
    span,
    args: [name, world.importName(other)],
    ...(related.length ? { related } : {}),
  };
}
