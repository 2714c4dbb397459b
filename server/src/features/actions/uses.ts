/** Where a declaration is used: every place that names it but for its own. */
import type { DeclId } from "../../link/world.ts";
import { type Everywhere, type Reference, references } from "../references.ts";

export function* usesOf(s: Everywhere, id: DeclId): Generator<Reference> {
  for (const r of references(s, id)) if (r && !r.isDeclaration) yield r;
}
