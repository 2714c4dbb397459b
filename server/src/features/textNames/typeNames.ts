/** Names of messages and services inside of strings. The file need not import what it names there. */
import type { Linked } from "../../link/link.ts";
import type { DeclId } from "../../link/world.ts";
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
