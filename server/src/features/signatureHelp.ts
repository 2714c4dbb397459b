/** What an option message, a literal or an rpc takes, while it is being written. */
import type { DeclId, FileId } from "../link/world.ts";
import type { MessageRef, OptionField } from "../options/schema.ts";
import type { FieldOutline } from "../outline/outline.ts";
import { textOfToken } from "../syntax/nodeAt.ts";
import { type Cursor, cursorAt } from "./completion/cursor.ts";
import { optionPlace } from "./completion/optionPlace.ts";
import { mapType } from "./signature.ts";
import { typeName } from "./completion/optionFields.ts";
import type { Semantics } from "./symbolAt.ts";

export interface Signature {
  readonly label: string;
  /** Parts of the label, `[start, end)`. */
  readonly parameters: readonly { readonly start: number; readonly end: number; readonly decl?: DeclId }[];
  /** Undefined where none is being written yet. */
  readonly active: number | undefined;
  /** What the signature is of, for its documentation. */
  readonly decl: DeclId | undefined;
}

export function signatureHelp(s: Semantics, file: FileId, offset: number): Signature | undefined {
  const tree = s.tree(file);
  const linked = s.linked(file);
  if (!tree || !linked) return undefined;
  const cursor = cursorAt(tree, offset);
  if (cursor.inside === "comment") return undefined;
  const place = optionPlace(s, file, linked, cursor);
  switch (place?.kind) {
    case "value":
      return place.within === "option" ? scalarOption(place.field) : ofField(place.field);
    case "literal":
      return ofMessage(place.type, undefined);
    case "bracket":
      return ofMessage(place.type, undefined);
    case "name":
      // Behind a dot: the fields of the message that the name goes on into.
      return place.path.length ? ofMessage(place.type, undefined) : undefined;
    case "attribute":
      return attribute(place.name, cursor);
  }
  return rpc(cursor);
}

/** The message that a literal writes, with the field whose value is being written. */
function ofField(field: OptionField): Signature {
  const { outline, file } = field;
  const owner = outline.extendee === undefined ? outline.parent : undefined;
  return owner ? ofMessage({ file, message: owner }, outline) : scalarOption(field);
}

function ofMessage({ file, message }: MessageRef, active: FieldOutline | undefined): Signature {
  const parts = message.fields.map(f => ({ text: fieldText(f), decl: { file, name: f.fullName } }));
  const index = active ? message.fields.indexOf(active) : -1;
  return build(`${message.fullName} { `, parts, " }", index < 0 ? undefined : index, {
    file,
    name: message.fullName,
  });
}

const fieldText = (f: FieldOutline): string =>
  `${f.name}: ${f.form === "map" ? mapType(f) : `${f.label === "repeated" ? "repeated " : ""}${f.type}`}`;

/** A default has the type of its field. */
function attribute(name: "default" | "json_name", cursor: Cursor): Signature | undefined {
  const words = cursor.words.map(t => textOfToken(cursor.tree, t));
  const isLabelled = /^(?:optional|required|repeated)$/.test(words[0] ?? "");
  const type = words.slice(isLabelled ? 1 : 0, Math.max(0, words.indexOf("=") - 1)).join("");
  const text = name === "json_name" ? "string" : type;
  return text === "" ? undefined : build(`${name} = `, [{ text }], "", 0, undefined);
}

function scalarOption(field: OptionField): Signature {
  const decl = { file: field.file, name: field.outline.fullName };
  const text = `${field.outline.extendee === undefined ? field.outline.name : field.outline.fullName} = `;
  return build(text, [{ text: typeName(field), decl }], "", 0, decl);
}

/** `rpc Name(stream? Request) returns (stream? Response)`: the part whose parenthesis is open. */
function rpc(cursor: Cursor): Signature | undefined {
  const words = cursor.words.map(t => textOfToken(cursor.tree, t));
  if (cursor.block !== "service" || words[0] !== "rpc") return undefined;
  const last = words.at(-1);
  const opened = last === "(" || (last === "stream" && words.at(-2) === "(");
  if (!opened) return undefined;
  const parts = [{ text: "[stream] Request" }, { text: "[stream] Response" }];
  return build(`rpc ${words[1] ?? ""}(`, parts, ")", words.includes("returns") ? 1 : 0, undefined, ") returns (");
}

function build(
  head: string,
  parts: readonly { readonly text: string; readonly decl?: DeclId }[],
  tail: string,
  active: number | undefined,
  decl: DeclId | undefined,
  between = ", ",
): Signature {
  let label = head;
  const parameters = parts.map((part, i) => {
    if (i > 0) label += between;
    const start = label.length;
    label += part.text;
    return { start, end: label.length, ...(part.decl ? { decl: part.decl } : {}) };
  });
  return { label: label + tail, parameters, active, decl };
}
