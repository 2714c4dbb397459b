/** Which imports a file waits for: those that declare a name it uses and does not see. */
import type { Linked } from "../../link/link.ts";
import type { Lookup } from "../../link/lookup.ts";
import type { FileId } from "../../link/world.ts";
import type { Tree } from "../../syntax/ast.ts";
import { eachNode } from "../../syntax/eachNode.ts";
import { forExtensions } from "./nameFor.ts";
import type { Candidates } from "./proposal.ts";

export function wantedImports(s: Candidates, tree: Tree, { refs, scope, outline }: Linked): Set<FileId> {
  const wanted = new Set<FileId>();
  const add = (result: Lookup): void => {
    if (result.ok) return;
    for (const file of result.reason === "undefined" ? result.elsewhere : s.whoDeclares(result.resolved))
      wanted.add(file);
  };
  for (const { result } of refs) add(result);
  const at = outline.package ? `${outline.package}.?` : "?";
  for (const name of new Set(extensionNames(tree))) add(scope.lookup(name, at, forExtensions));
  return wanted;
}

/** Names in parentheses of all options. */
function* extensionNames(tree: Tree): Generator<string> {
  for (const node of eachNode(tree.root))
    if (node.kind === "OptionNamePart" && node.extension && node.text) yield node.text;
}
