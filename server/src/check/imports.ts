/**
 * Imports. P2001 [path]: not found. P2002 [path]: listed twice. P2003 [files] or [files, number, files]: a cycle. P2004 [path]: written with detours. P2005 [path]: a lite
 * file, and this one is not. P2006 [path]: cannot be read. P2010 [path] (warning): nothing of it is used.
 * R2002 (no args): the first of them. F2010 [path]: remove the import.
 */
import { type FileId, headOf, type ImportCycle } from "../link/world.ts";
import type { InterpretedOptions } from "../options/interpret.ts";
import type { ImportDecl } from "../syntax/ast.ts";
import { stringValue } from "../syntax/stringValue.ts";
import { type CheckContext, report, spanOf } from "./context.ts";
import { removal } from "./edits.ts";

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
      const fixes = [{ code: "F2010", args: [path], edits: [removal(ctx, node)] }];
      report(ctx, "P2002", span, [path], { related, fixes });
      continue;
    }
    seen.set(path, node);
    if (/\\|\/\/|^\/|(^|\/)\.\.?(\/|$)/.test(path)) report(ctx, "P2004", span, [path]);
    else if (target === undefined) report(ctx, "P2001", span, [path]);
    else if (!headOf(ctx.world, target)) report(ctx, "P2006", span, [path]);
    else {
      const cycle = ctx.world.importCycle?.(ctx.id, target);
      if (cycle) report(ctx, "P2003", span, shownWay(ctx, cycle));
      else liteMix(ctx, target, span, path);
    }
  }
}

/** A full runtime cannot use what was generated for the small one. */
function liteMix(ctx: CheckContext, target: FileId, span: { start: number; end: number }, path: string): void {
  if (!ctx.outline.isLite && headOf(ctx.world, target)?.isLite) report(ctx, "P2005", span, [path]);
}

/** The whole way, or its beginning, the number of files that are left out, and its end. */
function shownWay(ctx: CheckContext, { first, left, last }: ImportCycle): string[] {
  const names = (files: readonly FileId[]): string => files.map(f => ctx.world.importName(f)).join(" → ");
  return left === 0 ? [names([...first, ...last])] : [names(first), left.toLocaleString("en-US"), names(last)];
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
    if (reexports(ctx, target)) return;
    const fixes = [{ code: "F2010", args: [path], edits: [removal(ctx, node)] }];
    report(ctx, "P2010", spanOf(ctx, node), [path], { severity: "warning", tag: "unnecessary", fixes });
  });
}

/** What a file imports publicly may be what it is imported for, by whoever imports this one. */
const reexports = (ctx: CheckContext, file: FileId): boolean =>
  headOf(ctx.world, file)?.imports.some(i => i.modifier === "public") ?? false;
