/** What others than the compiler notice of a rename, and how the JSON name of a field is kept. */
import type { DeclId, FileId } from "../link/world.ts";
import { defaultJsonName } from "../outline/jsonName.ts";
import type { DeclOutline, FieldOutline, MessageOutline } from "../outline/outline.ts";
import { spanOfNode } from "./declSpan.ts";
import type { FileEdit } from "./draft.ts";
import type { Everywhere } from "./references.ts";

export type Consequence = "none" | "json" | "path" | "any";

/** JSON carries names of fields and enum values; a call's path those of services and methods; an Any those of messages. */
export function consequenceOf(
  s: Everywhere,
  id: DeclId,
  decl: DeclOutline,
  newName: string,
): { consequence: Consequence; keepJsonName?: FileEdit } {
  if (decl.kind === "service" || decl.kind === "method") return { consequence: "path" };
  if (decl.kind === "enumValue") return { consequence: "json" };
  // The name of a group is that of a field, and JSON has extensions by their full names.
  if (decl.kind === "message" && (decl.synthetic === "group" || hasExtensions(decl))) return { consequence: "json" };
  if (decl.kind === "message") return { consequence: seenWithAny(s, id.file) ? "any" : "none" };
  if (decl.kind !== "field") return { consequence: "none" };
  if (decl.extendee !== undefined) return { consequence: "json" };
  const old = defaultJsonName(decl.name);
  if (decl.jsonName !== undefined || old === defaultJsonName(newName)) return { consequence: "none" };
  const edit = jsonNameEdit(s, id.file, decl, old);
  return { consequence: "json", ...(edit ? { keepJsonName: edit } : {}) };
}

const hasExtensions = (m: MessageOutline): boolean => m.extensions.length > 0 || m.messages.some(hasExtensions);

/** Whether a file that sees the declaration may put it into an Any. */
const seenWithAny = (s: Everywhere, file: FileId): boolean =>
  s.whoSees(file).some(f => s.outline(f)?.imports.some(i => i.path === "google/protobuf/any.proto"));

function jsonNameEdit(s: Everywhere, file: FileId, field: FieldOutline, jsonName: string): FileEdit | undefined {
  const tree = s.tree(file);
  const declared = s.declared(file);
  if (!tree || !declared) return undefined;
  const node = [...declared.nodes].find(([d]) => d.kind === "field" && d.fullName === field.fullName)?.[1];
  if (node?.kind !== "Field" || !node.number || node.isGroup) return undefined;
  const text = `json_name = "${jsonName}"`;
  const last = node.options?.options.at(-1);
  const at = spanOfNode(tree, last ?? node.number).end;
  return { file, span: { start: at, end: at }, text: last ? `, ${text}` : ` [${text}]` };
}
