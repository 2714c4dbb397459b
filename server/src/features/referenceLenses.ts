/** Declarations above which an editor shows how often they are used. Counting is done for those that are seen. */
import type { Span } from "../base/span.ts";
import type { DeclId, FileId } from "../link/world.ts";
import { nameSpan, type Trees } from "./declSpan.ts";

export interface ReferenceLens {
  readonly id: DeclId;
  /** Of the declared name. */
  readonly span: Span;
}

export function referenceLenses(trees: Trees, file: FileId): readonly ReferenceLens[] {
  const tree = trees.tree(file);
  const declared = trees.declared(file);
  if (!tree || !declared) return [];
  const out: ReferenceLens[] = [];
  for (const [decl, node] of declared.nodes) {
    const isType = (decl.kind === "message" && !decl.synthetic) || decl.kind === "enum";
    if (isType) out.push({ id: { file, name: decl.fullName }, span: nameSpan(tree, node) });
  }
  return out;
}
