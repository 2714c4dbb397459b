/** P2001 to P2006, P2010. Imports: found, readable, listed once, free of cycles, used. */
import type { FileId } from "../link/world.ts";
import type { InterpretedOptions } from "../options/interpret.ts";
import type { ImportDecl } from "../syntax/ast.ts";
import { stringValue } from "../syntax/stringValue.ts";
import { type CheckContext, report, spanOf } from "./context.ts";

interface Import {
  readonly node: ImportDecl;
  readonly path: string;
  readonly target: FileId | undefined;
}

function importsOf(ctx: CheckContext): Import[] {
  const { tree } = ctx;
  return tree.root.decls.flatMap(node => {
    if (node.kind !== "Import" || !node.path) return [];
    const path = stringValue(tree.source, tree.tokens.starts, node.path);
    return [{ node, path, target: ctx.world.resolveImport(ctx.id, path) }];
  });
}

export function checkImports(ctx: CheckContext): void {
  const seen = new Map<string, ImportDecl>();
  for (const { node, path, target } of importsOf(ctx)) {
    const span = spanOf(ctx, node.path ?? node);
    const first = seen.get(path);
    if (first) {
      const related = [{ at: spanOf(ctx, first), code: "R2002", args: [] }];
      const fixes = [{ code: "F2010", args: [path], edits: [{ span: wholeLine(ctx, node), text: "" }] }];
      report(ctx, "P2002", span, [path], { related, fixes });
      continue;
    }
    seen.set(path, node);
    if (/\\|\/\/|(^|\/)\.\.?(\/|$)/.test(path)) report(ctx, "P2004", span, [path]);
    else if (target === undefined) report(ctx, "P2001", span, [path]);
    else if (!ctx.world.outline(target)) report(ctx, "P2006", span, [path]);
    else {
      const cycle = cycleThrough(ctx, target);
      if (cycle) report(ctx, "P2003", span, [cycle.map(f => ctx.world.importName(f)).join(" → ")]);
      else liteMix(ctx, target, span, path);
    }
  }
}

/** A full runtime cannot use what was generated for the small one. */
function liteMix(ctx: CheckContext, target: FileId, span: { start: number; end: number }, path: string): void {
  const lite = (file: FileId): boolean =>
    ctx.world
      .outline(file)
      ?.options.some(o => o.name === "optimize_for" && o.value.kind === "ident" && o.value.text === "LITE_RUNTIME") ??
    false;
  if (!lite(ctx.id) && lite(target)) report(ctx, "P2005", span, [path]);
}

/** The files from this one over `target` back to this one, where an import leads back. */
function cycleThrough(ctx: CheckContext, target: FileId): FileId[] | undefined {
  const seen = new Set<FileId>();
  const walk = (file: FileId, way: FileId[]): FileId[] | undefined => {
    if (file === ctx.id) return [...way, file];
    if (seen.has(file)) return undefined;
    seen.add(file);
    for (const i of ctx.world.outline(file)?.imports ?? []) {
      const next = ctx.world.resolveImport(file, i.path);
      const found = next === undefined ? undefined : walk(next, [...way, file]);
      if (found) return found;
    }
    return undefined;
  };
  return walk(target, [ctx.id]);
}

/** Imports that no name of the file needs. Public ones are there for others. */
export function checkUnusedImports(ctx: CheckContext, options: InterpretedOptions): void {
  const used = new Set<FileId>();
  for (const ref of ctx.linked.refs)
    if (ref.result.ok && ref.result.found.kind !== "package") used.add(ref.result.found.id.file);
  for (const file of options.refs.files) used.add(file);
  const visible = ctx.linked.visible;
  const imports = ctx.outline.imports;
  const bringsUsed = (index: number, target: FileId): boolean =>
    used.has(target) || visible.some(v => v.via === index && used.has(v.id));
  importsOf(ctx).forEach(({ node, path, target }, index) => {
    if (target === undefined || imports[index]?.modifier === "public" || bringsUsed(index, target)) return;
    if (onlyReexports(ctx, target) || reaches(ctx, target, used)) return;
    const fixes = [{ code: "F2010", args: [path], edits: [{ span: wholeLine(ctx, node), text: "" }] }];
    report(ctx, "P2010", spanOf(ctx, node), [path], { severity: "warning", tag: "unnecessary", fixes });
  });
}

/** Through public imports. */
function reaches(ctx: CheckContext, file: FileId, used: ReadonlySet<FileId>, seen = new Set<FileId>()): boolean {
  if (used.has(file)) return true;
  if (seen.has(file)) return false;
  seen.add(file);
  return (ctx.world.outline(file)?.imports ?? []).some(i => {
    const next = i.modifier === "public" ? ctx.world.resolveImport(file, i.path) : undefined;
    return next !== undefined && reaches(ctx, next, used, seen);
  });
}

/** A file that declares nothing and imports publicly stands for what it imports. */
function onlyReexports(ctx: CheckContext, file: FileId): boolean {
  const outline = ctx.world.outline(file);
  return outline !== undefined && outline.types.size === 0 && outline.imports.some(i => i.modifier === "public");
}

function wholeLine(ctx: CheckContext, node: ImportDecl): { start: number; end: number } {
  const { start, end } = spanOf(ctx, node);
  const rest = /^[ \t]*\r?\n?/.exec(ctx.tree.source.slice(end))?.[0].length ?? 0;
  return { start, end: end + rest };
}
