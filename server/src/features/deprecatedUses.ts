/**
 * P2040 [name]: what a file uses is deprecated. A hint, for editors to strike it through. What is deprecated itself may use what is
 * deprecated. R2040 [name]: its declaration.
 */
import type { Problem } from "../base/problem.ts";
import type { Span } from "../base/span.ts";
import type { FileId } from "../link/world.ts";
import { findDecl } from "../outline/findDecl.ts";
import type { OptionOutline } from "../outline/outline.ts";
import { spanOfNode } from "./declSpan.ts";
import { type OptionRef, occurrencesIn } from "./occurrences.ts";
import type { Semantics } from "./symbolAt.ts";

const isDeprecated = (options: readonly OptionOutline[]): boolean =>
  options.some(o => o.name === "deprecated" && o.value.kind === "ident" && o.value.text === "true");

export function deprecatedUses(s: Semantics, file: FileId, optionRefs: readonly OptionRef[]): readonly Problem[] {
  const tree = s.tree(file);
  const linked = s.linked(file);
  if (!tree || !linked || isDeprecated(linked.outline.options)) return [];
  let excused: Span[] | undefined;
  const known = new Map<string, boolean>();
  const out: Problem[] = [];
  for (const { id, span, isDeclaration } of occurrencesIn(s, file, optionRefs)) {
    if (isDeclaration) continue;
    const key = `${id.file} ${id.name}`;
    let deprecated = known.get(key);
    if (deprecated === undefined) {
      const outline = s.outline(id.file);
      const decl = outline && findDecl(outline, id.name);
      const byFile = outline !== undefined && id.file !== file && isDeprecated(outline.options);
      known.set(key, (deprecated = decl !== undefined && (byFile || isDeprecated(decl.options))));
    }
    if (!deprecated) continue;
    excused ??= [...linked.declared.nodes]
      .filter(([decl]) => isDeprecated(decl.options))
      .map(([, node]) => spanOfNode(tree, node));
    if (excused.some(e => e.start <= span.start && span.end <= e.end)) continue;
    const related = [{ file: id.file, at: { decl: id.name }, code: "R2040", args: [id.name] }];
    out.push({ code: "P2040", severity: "hint", span, args: [id.name], related, tag: "deprecated" });
  }
  return out;
}
