/** Names of messages and services inside of strings. The file need not import what it names there. */
import type { Linked } from "../../link/link.ts";
import type { DeclId } from "../../link/world.ts";
import { findDecl } from "../../outline/findDecl.ts";
import type { Semantics } from "../symbolAt.ts";
import type { Reader } from "./readContext.ts";
import { partsOfName } from "./textName.ts";

/**
 * What a name means that is looked up from a place, by the rules of the language; files that are not imported are asked last. Nothing
 * where several of them declare it.
 */
export function declarationNamed(linked: Linked, name: string, at: string): DeclId | undefined {
  const result = linked.scope.lookup(name, at, { typesOnly: false, forOption: false });
  if (result.ok) return result.found.kind === "package" ? undefined : result.found.id;
  if (result.reason === "shadowed") return undefined;
  const [file, ...others] = result.elsewhere;
  return file === undefined || others.length > 0 ? undefined : { file, name: result.fullName };
}

/** A type or a service: `Book`, `library.v1.Book`. */
export const typeName: Reader = ({ linked, leaf, text }) => {
  if (!/^\.?[A-Za-z_][\w.]*$/.test(text.text)) return [];
  const id = declarationNamed(linked, text.text, leaf.at);
  return id && partsOfName(text.text.replace(/^\./, ""), offset(text.place, text.text.startsWith(".") ? 1 : 0), id);
};

const offset =
  (place: (start: number, end: number) => { start: number; end: number }, by: number): typeof place =>
  (start, end) =>
    place(start + by, end + by);

/**
 * What a name in a comment or an expression means, in parts that are names of one declaration each: a value of an enum is written
 * behind the enum there. `scope`: where names start from that are not full.
 */
export function targetsNamed(
  s: Semantics,
  linked: Linked,
  name: string,
  scope: () => string,
): { text: string; id: DeclId }[] {
  const id = targetNamed(s, linked, name, scope);
  if (id) return [{ text: name, id }];
  const dot = name.lastIndexOf(".");
  const owner = dot < 0 ? undefined : targetNamed(s, linked, name.slice(0, dot), scope);
  const outline = owner && s.outline(owner.file);
  const decl = outline && findDecl(outline, owner.name);
  const value = decl?.kind === "enum" ? decl.values.find(v => v.name === name.slice(dot + 1)) : undefined;
  if (!owner || !value) return [];
  return [
    { text: name.slice(dot + 1), id: { file: owner.file, name: value.fullName } },
    { text: name.slice(0, dot), id: owner },
  ];
}

const inside = (scope: string): string => (scope ? `${scope}.x` : "x");

/** A full name comes first, then one that is looked up from where it stands, then a member of a type that is not imported. */
function targetNamed(s: Semantics, linked: Linked, name: string, scope: () => string): DeclId | undefined {
  const found = linked.scope.find(name, "type");
  if (found) return found.kind === "package" ? undefined : found.id;
  const id = declarationNamed(linked, name, inside(scope()));
  const dot = name.lastIndexOf(".");
  if (id || dot < 0) return id;
  const owner = declarationNamed(linked, name.slice(0, dot), inside(scope()));
  const member = owner && { file: owner.file, name: owner.name + name.slice(dot) };
  const outline = member && s.outline(member.file);
  return outline && findDecl(outline, member.name) ? member : undefined;
}
