/** Imports the file that was meant by a path that leads nowhere: one of that name elsewhere in the workspace. */
import { baseName } from "../../base/path.ts";
import { nearest } from "../../shared/nearest.ts";
import type { ImportDecl } from "../../syntax/ast.ts";
import { stringValue } from "../../syntax/stringValue.ts";
import { spanOfNode } from "../declSpan.ts";
import { Draft } from "../draft.ts";
import { type Action, type ActionContext, nodeAround, refuse, say } from "./action.ts";

/** More of one name are no help to choose from. */
const MOST = 5;

export const correctImport: Action = {
  id: "correctImport",
  kind: "quickfix",
  offers(ctx) {
    const node = nodeAround(ctx, "Import");
    return node ? meantBy(ctx, node).map(path => ({ title: say("correctImport", path), argument: path })) : [];
  },
  run(ctx, argument) {
    const node = nodeAround(ctx, "Import");
    if (!node?.path || argument === undefined) return refuse("notHere");
    const draft = new Draft();
    draft.replace(ctx.file, spanOfNode(ctx.syntaxTree, node.path), `"${argument}"`);
    return { ok: true, draft };
  },
};

function meantBy(ctx: ActionContext, node: ImportDecl): readonly string[] {
  const { source, tokens } = ctx.syntaxTree;
  const path = node.path && stringValue(source, tokens.starts, node.path);
  if (!path || ctx.resolveImport(ctx.file, path) !== undefined) return [];
  const imported = new Set(ctx.declaredHere.outline.imports.map(i => i.path));
  const paths: string[] = [];
  for (const file of ctx.allFiles()) {
    const name = ctx.importName(file);
    if (file !== ctx.file && !imported.has(name)) paths.push(name);
  }
  const namesakes = paths.filter(p => baseName(p) === baseName(path));
  const found = namesakes.length > 0 ? namesakes : [nearest(path, paths) ?? ""].filter(Boolean);
  return found
    .filter(p => ctx.resolveImport(ctx.file, p) !== undefined)
    .sort((a, b) => sharedEnd(path, b) - sharedEnd(path, a) || a.length - b.length)
    .slice(0, MOST);
}

/** How many of the last parts two paths share. */
function sharedEnd(a: string, b: string): number {
  const one = a.split("/").reverse();
  const other = b.split("/").reverse();
  const differs = one.findIndex((part, i) => part !== other[i]);
  return differs < 0 ? one.length : differs;
}
