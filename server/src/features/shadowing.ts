/** Why a name means what it means: the inner declaration that wins, and the outer ones of the same name that it hides. */
import type { FileId } from "../link/world.ts";
import type { Path } from "../syntax/ast.ts";
import { labelOf } from "../notes/labels.ts";
import type { Language } from "../shared/language.ts";
import { placeAt, type Semantics } from "./symbolAt.ts";

/** Full names, innermost first: what the name at a place means, and what it would mean further out. Only what it means where nothing is hidden. */
function meaningsAt(s: Semantics, file: FileId, offset: number): readonly string[] {
  const tree = s.tree(file);
  const linked = s.linked(file);
  if (!tree || !linked) return [];
  const path = placeAt(tree, offset).nodes.findLast((n): n is Path => n.kind === "Path");
  const ref = path && !path.absolute ? linked.refs.find(r => r.node === path) : undefined;
  if (!path || !ref?.result.ok || ref.result.found.kind === "package") return [];
  const out: string[] = [];
  const typesOnly = ref.use === "field";
  for (let at = ref.at; ; ) {
    const result = linked.scope.lookup(path.text, at, { typesOnly, forOption: false });
    if (result.ok && result.found.kind !== "package" && !out.includes(result.found.id.name))
      out.push(result.found.id.name);
    const cut = at.lastIndexOf(".");
    if (cut < 0) return out;
    at = at.slice(0, cut);
  }
}

/** Markdown; undefined where nothing is hidden. */
export function shadowing(s: Semantics, file: FileId, offset: number, language: Language): string | undefined {
  const [first, ...others] = meaningsAt(s, file, offset);
  if (first === undefined || others.length === 0) return undefined;
  const hidden = others.map(name => `\`.${name}\``).join(", ");
  return `${labelOf(language, "means")}: \`.${first}\` · ${labelOf(language, "hidden")}: ${hidden}`;
}
