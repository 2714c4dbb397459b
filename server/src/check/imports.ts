/**
 * Imports. P2001 [path]: not found. P2002 [path]: listed twice. P2003 [files]: a cycle. P2004 [path]: written with detours. P2005 [path]: a lite
 * file, and this one is not. P2006 [path]: cannot be read. P2010 [path] (warning): nothing of it is used.
 * R2002 (no args): the first of them. F2010 [path]: remove the import.
 */
import { type FileId, headOf } from "../link/world.ts";
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
  const harmless = new Set<FileId>();
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
    if (/\\|\/\/|^\/|(^|\/)\.\.?(\/|$)/.test(path)) report(ctx, "P2004", span, [path]);
    else if (target === undefined) report(ctx, "P2001", span, [path]);
    else if (!headOf(ctx.world, target)) report(ctx, "P2006", span, [path]);
    else {
      const cycle = ctx.world.isAcyclic?.(target) ? undefined : cycleThrough(ctx, target, harmless);
      if (cycle) report(ctx, "P2003", span, [shownWay(ctx, cycle)]);
      else liteMix(ctx, target, span, path);
    }
  }
}

/** A full runtime cannot use what was generated for the small one. */
function liteMix(ctx: CheckContext, target: FileId, span: { start: number; end: number }, path: string): void {
  if (!ctx.outline.isLite && headOf(ctx.world, target)?.isLite) report(ctx, "P2005", span, [path]);
}

/**
 * The files from this one over `target` back to this one, where an import leads back. `harmless`: files from which none does, kept for
 * the next question.
 */
function cycleThrough(ctx: CheckContext, target: FileId, harmless: Set<FileId>): FileId[] | undefined {
  const cameFrom = new Map<FileId, FileId>([[target, ctx.id]]);
  const waiting = [target];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (file === ctx.id) return wayTo(ctx.id, cameFrom);
    if (harmless.has(file)) continue;
    for (const i of headOf(ctx.world, file)?.imports ?? []) {
      const next = ctx.world.resolveImport(file, i.path);
      if (next === undefined || cameFrom.has(next)) continue;
      cameFrom.set(next, file);
      waiting.push(next);
    }
  }
  for (const file of cameFrom.keys()) harmless.add(file);
  return undefined;
}

function wayTo(end: FileId, cameFrom: ReadonlyMap<FileId, FileId>): FileId[] {
  const back = [end];
  for (let at = cameFrom.get(end); at !== undefined && at !== end; at = cameFrom.get(at)) back.push(at);
  return [...back, end].reverse();
}

/** Files that a problem names before and behind those that it leaves out. */
const SHOWN_FILES = 8;

function shownWay(ctx: CheckContext, way: readonly FileId[]): string {
  const names = (files: readonly FileId[]): string[] => files.map(f => ctx.world.importName(f));
  const isShort = way.length <= 2 * SHOWN_FILES + 1;
  const shown = isShort ? names(way) : [...names(way.slice(0, SHOWN_FILES)), "…", ...names(way.slice(-SHOWN_FILES))];
  return shown.join(" → ");
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
    const fixes = [{ code: "F2010", args: [path], edits: [{ span: wholeLine(ctx, node), text: "" }] }];
    report(ctx, "P2010", spanOf(ctx, node), [path], { severity: "warning", tag: "unnecessary", fixes });
  });
}

/** What a file imports publicly may be what it is imported for, by whoever imports this one. */
const reexports = (ctx: CheckContext, file: FileId): boolean =>
  headOf(ctx.world, file)?.imports.some(i => i.modifier === "public") ?? false;

function wholeLine(ctx: CheckContext, node: ImportDecl): { start: number; end: number } {
  const { start, end } = spanOf(ctx, node);
  const rest = /^[ \t]*\r?\n?/.exec(ctx.tree.source.slice(end))?.[0].length ?? 0;
  return { start, end: end + rest };
}
