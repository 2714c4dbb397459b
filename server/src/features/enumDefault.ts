/** The value of an enum that a field's `default` names. */
import type { Linked } from "../link/link.ts";
import type { DeclId, World } from "../link/world.ts";
import { findDecl } from "../outline/findDecl.ts";
import type { FieldOutline } from "../outline/outline.ts";
import type { FieldDecl, Value } from "../syntax/ast.ts";

/** What is written behind `default =`. */
export const defaultOf = (node: FieldDecl): Value | undefined =>
  node.options?.options.find(o => o.name.length === 1 && !o.name[0]?.extension && o.name[0]?.text === "default")
    ?.value;

export function enumDefault(world: World, linked: Linked, field: FieldOutline, text: string): DeclId | undefined {
  const type = linked.typeOf.get(field);
  if (!type?.ok || type.found.kind !== "enum") return undefined;
  const outline = world.outline(type.found.id.file);
  const decl = outline && findDecl(outline, type.found.id.name);
  const found = decl?.kind === "enum" ? decl.values.find(v => v.name === text) : undefined;
  return found && { file: type.found.id.file, name: found.fullName };
}
