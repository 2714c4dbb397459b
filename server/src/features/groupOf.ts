/** A group is two declarations of one name: a message and, in lower case, a field. */
import type { DeclId } from "../link/world.ts";
import type { DeclOutline, FieldOutline } from "../outline/outline.ts";
import type { Semantics } from "./symbolAt.ts";

/** Both, by either one; undefined for what is no group. */
export function groupOf(
  s: Semantics,
  id: DeclId,
  decl: DeclOutline,
): { readonly message: DeclOutline; readonly field: FieldOutline } | undefined {
  const declared = s.declared(id.file);
  const isGroup =
    decl.kind === "message" ? decl.synthetic === "group" : decl.kind === "field" && decl.form === "group";
  if (!declared || !isGroup) return undefined;
  const own = [...declared.nodes].find(([d]) => d.fullName === id.name && d.kind === decl.kind)?.[1];
  const pair = [...declared.nodes].filter(([, node]) => node === own).map(([d]) => d);
  const message = pair.find(d => d.kind === "message");
  const field = pair.find((d): d is FieldOutline => d.kind === "field");
  return message && field && { message, field };
}
