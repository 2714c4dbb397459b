/**
 * P2040 [name]: what a file uses is deprecated. A hint, for editors to strike it through. What is deprecated itself may use what is
 * deprecated. R2040 [name]: its declaration.
 */
import type { Problem } from "../base/problem.ts";
import type { Span } from "../base/span.ts";
import type { Linked } from "../link/link.ts";
import type { DeclId, FileId } from "../link/world.ts";
import { findDecl } from "../outline/findDecl.ts";
import { isDeprecated } from "../outline/isSet.ts";
import { spanOfNode } from "./declSpan.ts";
import { type OptionRef, occurrencesIn } from "./occurrences.ts";
import type { Semantics } from "./symbolAt.ts";

export function deprecatedUses(s: Semantics, file: FileId, optionRefs: readonly OptionRef[]): readonly Problem[] {
  const tree = s.tree(file);
  const linked = s.linked(file);
  if (!tree || !linked || isDeprecated(linked.outline.options)) return [];
  const targets = new Targets(s, file);
  // Most files use nothing that is deprecated; to see that takes no look at each place.
  if (!mayUseDeprecated(linked, optionRefs, targets)) return [];
  const excused: readonly Span[] = [...linked.declared.nodes]
    .filter(([decl]) => isDeprecated(decl.options))
    .map(([, node]) => spanOfNode(tree, node));
  const out: Problem[] = [];
  for (const { id, span, isDeclaration } of occurrencesIn(s, file, optionRefs)) {
    if (isDeclaration || !targets.isDeprecated(id)) continue;
    if (excused.some(e => e.start <= span.start && span.end <= e.end)) continue;
    const related = [{ file: id.file, at: { decl: id.name }, code: "R2040", args: [id.name] }];
    out.push({ code: "P2040", severity: "hint", span, args: [id.name], related, tag: "deprecated" });
  }
  return out;
}

/** What a file names, judged once each. */
class Targets {
  private readonly s: Semantics;
  private readonly own: FileId;
  private readonly known = new Map<string, boolean>();

  constructor(s: Semantics, own: FileId) {
    this.s = s;
    this.own = own;
  }

  isDeprecated(id: DeclId): boolean {
    const key = `${id.file} ${id.name}`;
    let known = this.known.get(key);
    if (known === undefined) {
      const outline = this.s.outline(id.file);
      const decl = outline && findDecl(outline, id.name);
      const byFile = outline !== undefined && id.file !== this.own && isDeprecated(outline.options);
      known = decl !== undefined && (byFile || isDeprecated(decl.options));
      this.known.set(key, known);
    }
    return known;
  }

  /** The same of a declaration or of one that it is nested in: a qualified name says these too. */
  isOrIsIn(id: DeclId): boolean {
    for (let { name } = id; name; name = name.slice(0, Math.max(0, name.lastIndexOf("."))))
      if (this.isDeprecated({ file: id.file, name })) return true;
    return false;
  }
}

function mayUseDeprecated(linked: Linked, optionRefs: readonly OptionRef[], targets: Targets): boolean {
  for (const { result } of linked.refs)
    if (result.ok && result.found.kind !== "package" && targets.isOrIsIn(result.found.id)) return true;
  for (const { id } of optionRefs) if (targets.isOrIsIn(id)) return true;
  for (const [decl] of linked.declared.nodes) if (decl.kind === "field" && decl.defaultValue) return true;
  return false;
}
