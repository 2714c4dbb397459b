/** Which of many options is meant: what the file sets most comes first, then what nearly every file sets; what is deprecated comes last. */
import type { Tree } from "../../syntax/ast.ts";
import { eachNode } from "../../syntax/eachNode.ts";
import type { Proposal } from "./proposal.ts";

/** Options of a file in the order in which most files that set them have them. */
const ofMostFiles: readonly string[] = [
  "go_package",
  "java_package",
  "java_multiple_files",
  "java_outer_classname",
  "csharp_namespace",
  "php_namespace",
  "ruby_package",
  "objc_class_prefix",
  "optimize_for",
];

const LAST = 4;

/** Names of whole options, the likeliest first. */
export function likelyOptions(tree: Tree, proposals: readonly Proposal[]): readonly Proposal[] {
  const uses = optionsSet(tree);
  const weight = ({ label, deprecated }: Proposal): number => {
    if (deprecated) return -1;
    const used = uses.get(label.replace(/^\(|\)$/g, ""));
    if (used) return 1 + used;
    const place = ofMostFiles.indexOf(label);
    return place < 0 ? 0 : 1 - place / ofMostFiles.length;
  };
  const weighed = proposals.map(p => ({ p, weight: weight(p) })).sort((a, b) => b.weight - a.weight);
  return weighed.map(({ p, weight: w }) =>
    w > 0 ? { ...p, rank: 0 } : w < 0 ? { ...p, rank: Math.max(p.rank, LAST) } : { ...p, rank: Math.max(p.rank, 1) },
  );
}

/** How often the file sets each option, by its name: of custom ones what is in the parentheses, of features the path. */
function optionsSet(tree: Tree): Map<string, number> {
  const uses = new Map<string, number>();
  for (const node of eachNode(tree.root)) {
    if (node.kind !== "Option") continue;
    const [first] = node.name;
    const name = first?.extension ? first.text : node.name.map(part => part.text).join(".");
    uses.set(name, (uses.get(name) ?? 0) + 1);
  }
  return uses;
}
