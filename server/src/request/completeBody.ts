/** What can be written at a place of a body: fields not set yet, values of enums, names of types, paths of field masks. */
import { findNodeAtLocation, getLocation, type JSONPath, type Node } from "jsonc-parser";
import type { Span } from "../base/span.ts";
import { spanOf } from "../base/span.ts";
import type { DeclId } from "../link/world.ts";
import type { BodyField, BodyMessage, BodySchema, BodyType } from "./bodySchema.ts";
import { parseBody } from "./bodyTree.ts";
import type { MessageText } from "./requestDocument.ts";
import { wellKnownForm } from "./wellKnownValue.ts";

export interface BodyProposal {
  readonly label: string;
  readonly kind: "field" | "enumValue" | "value" | "type";
  /** What is replaced, from the start of the document. */
  readonly span: Span;
  /** With `$1` and `$0` as places for the cursor. */
  readonly snippet: string;
  /** One line: the type of a field. */
  readonly detail?: string;
  /** What documents it. */
  readonly decl?: DeclId;
  readonly isDeprecated?: boolean;
}

/** `offset` counts from the start of the document. */
export function completeBody(
  schema: BodySchema,
  root: BodyMessage,
  message: MessageText,
  offset: number,
): BodyProposal[] {
  const { text, root: tree } = parseBody(message);
  const at = offset - message.span.start;
  const location = getLocation(text, at);
  const node = location.previousNode;
  const covers = node && node.offset <= at && at <= node.offset + node.length;
  const start = covers ? node.offset : wordStart(text, at);
  const end = covers ? node.offset + node.length : at;
  const span = spanOf(message.span.start + start, message.span.start + end);

  const path = location.path;
  if (location.isAtPropertyKey) {
    const parent = typeAt(schema, root, path.slice(0, -1), tree);
    const object = tree && findNodeAtLocation(tree, path.slice(0, -1));
    const hasValue = /^\s*:/.test(text.slice(end));
    if (parent?.container === "map") return mapKeyProposals(parent, keysOf(object, at), span, hasValue);
    const owner =
      parent?.container === "value" && parent.type.kind === "message" && ownerOf(schema, parent.type, object);
    if (!owner) return [];
    return fieldProposals(owner, keysOf(object, at), span, hasValue);
  }
  const place = typeAt(schema, root, path, tree);
  if (!place) return [];
  return valueProposals(schema, place, span, path);
}

export interface Place {
  readonly type: BodyType;
  /** A list of, a map of, or the value of that type. */
  readonly container: "value" | "repeated" | "map";
  /** Scalar type of the keys of a map. */
  readonly keyType?: string;
  /** The message that the field of the value belongs to. */
  readonly owner?: BodyMessage;
}

/** By a loop: a search for the end of a text would try each character of a long word as the start of one. */
function wordStart(text: string, at: number): number {
  let start = at;
  while (start > 0 && /[\w.-]/.test(text[start - 1] as string)) start--;
  return start;
}

/** What stands at a path from the root of a body, of which `tree` tells what its Anys hold. */
export function typeAt(
  schema: BodySchema,
  root: BodyMessage,
  path: JSONPath,
  tree: Node | undefined,
): Place | undefined {
  let place: Place = { type: { kind: "message", id: root.id }, container: "value" };
  let node = tree;
  for (const step of path) {
    const object = node;
    node = object && findNodeAtLocation(object, [step]);
    if (place.container !== "value") {
      place = { ...place, container: "value" };
      continue;
    }
    if (place.type.kind !== "message") return undefined;
    if (step === "@type") return { type: place.type, container: "value" };
    const owner = ownerOf(schema, place.type, object);
    const field = owner && fieldNamed(schema, owner, step);
    if (!field) return undefined;
    place = {
      type: field.type,
      container: field.shape === "single" ? "value" : field.shape,
      owner,
      ...(field.keyType === undefined ? {} : { keyType: field.keyType }),
    };
  }
  return place;
}

/** By its name, its JSON name, or an extension by `[package.extension]`. */
export function fieldNamed(schema: BodySchema, owner: BodyMessage, key: string | number): BodyField | undefined {
  const own = owner.fields.find(({ name, jsonName }) => name === key || jsonName === key);
  const extension = typeof key === "string" ? /^\[([\w.]+)\]$/.exec(key)?.[1] : undefined;
  return own ?? (extension === undefined ? undefined : schema.findExtension(extension));
}

interface Owner extends BodyMessage {
  readonly isAny: boolean;
}

/** The message whose fields an object has; that of an Any follows from its `@type`. */
export function ownerOf(
  schema: BodySchema,
  type: Extract<BodyType, { kind: "message" }>,
  object: Node | undefined,
): Owner | undefined {
  const form = wellKnownForm(type.id.name);
  if (form?.form !== "any") {
    const message = form ? undefined : schema.message(type.id);
    return message && { ...message, isAny: false };
  }
  const url = object && findNodeAtLocation(object, ["@type"])?.value;
  const message = typeof url === "string" ? schema.findMessage(url.slice(url.lastIndexOf("/") + 1)) : undefined;
  return { id: type.id, fields: message?.fields ?? [], isAny: true };
}

/** The keys of an object but for the one at an offset. */
function keysOf(object: Node | undefined, offset: number): Set<string> {
  const keys = object?.children?.flatMap(({ children }) => children?.slice(0, 1) ?? []) ?? [];
  return new Set(
    keys.filter(key => offset < key.offset || offset > key.offset + key.length).map(key => String(key.value)),
  );
}

/** Keys whose type has few values; of the others nothing is known. */
function mapKeyProposals(map: Place, set: ReadonlySet<string>, span: Span, hasValue: boolean): BodyProposal[] {
  if (map.keyType !== "bool") return [];
  return ["true", "false"]
    .filter(key => !set.has(key))
    .map(key => ({ label: key, kind: "field", span, snippet: `"${key}"${hasValue ? "" : ": $0"}`, detail: "bool" }));
}

function fieldProposals(owner: Owner, set: ReadonlySet<string>, span: Span, hasValue: boolean): BodyProposal[] {
  const isSet = (field: BodyField) => set.has(field.name) || set.has(field.jsonName);
  const takenOneofs = new Set(owner.fields.filter(isSet).map(({ oneof }) => oneof));
  const proposals: BodyProposal[] = owner.fields
    .filter(field => !isSet(field) && (field.oneof === undefined || !takenOneofs.has(field.oneof)))
    .map(field => ({
      label: field.jsonName,
      kind: "field",
      span,
      snippet: `${JSON.stringify(field.jsonName).replaceAll("$", "\\$")}${hasValue ? "" : `: ${valueSnippet(field)}`}`,
      detail: typeName(field),
      decl: field.id,
      ...(field.isDeprecated ? { isDeprecated: true } : {}),
    }));
  if (owner.isAny && !set.has("@type")) {
    const value = hasValue ? "" : ': "type.googleapis.com/$0"';
    proposals.unshift({ label: "@type", kind: "field", span, snippet: `"@type"${value}`, detail: "type URL" });
  }
  return proposals;
}

function valueProposals(schema: BodySchema, place: Place, span: Span, path: JSONPath): BodyProposal[] {
  const value = (label: string, kind: BodyProposal["kind"] = "value", detail?: string): BodyProposal => ({
    label,
    kind,
    span,
    snippet: label.replaceAll("$", "\\$"),
    ...(detail ? { detail } : {}),
  });
  if (path.at(-1) === "@type") {
    return schema.messageNames.map(name => value(JSON.stringify(`type.googleapis.com/${name}`), "type"));
  }
  if (place.container !== "value") {
    const [open, close] = place.container === "repeated" ? "[]" : "{}";
    return [{ label: `${open}${close}`, kind: "value", span, snippet: `${open}$0${close}` }];
  }
  const { type } = place;
  if (type.kind === "enum") {
    return type.values.map(({ name, number }) => ({
      ...value(JSON.stringify(name), "enumValue", String(number)),
      decl: siblingOf(type.id, name),
    }));
  }
  if (type.kind === "scalar") return type.name === "bool" ? [value("true"), value("false")] : [];
  if (type.kind === "unknown") return [];
  const form = wellKnownForm(type.id.name);
  if (type.id.name === "google.protobuf.FieldMask") return maskProposals(schema, place, span);
  if (form?.form === "text") return [value(JSON.stringify(form.example))];
  if (form?.form === "scalar") return form.scalar === "bool" ? [value("true"), value("false")] : [];
  return form && form.form !== "object" ? [] : [{ label: "{}", kind: "value", span, snippet: "{$0}" }];
}

/** Paths of the messages beside the mask: that is what it is about. */
function maskProposals(schema: BodySchema, place: Place, span: Span): BodyProposal[] {
  const paths: string[] = [];
  const visit = (message: BodyMessage, prefix: string, depth: number): void => {
    for (const field of message.fields) {
      if (field.type.kind === "message" && field.type.id.name === "google.protobuf.FieldMask") continue;
      paths.push(prefix + field.jsonName);
      const below = field.shape === "single" && field.type.kind === "message" && !wellKnownForm(field.type.id.name);
      if (below && depth < 2 && field.type.kind === "message") {
        const nested = schema.message(field.type.id);
        if (nested) visit(nested, `${prefix}${field.jsonName}.`, depth + 1);
      }
    }
  };
  // An update names one message beside its mask, whose fields the mask lists.
  const besides = place.owner?.fields.filter(
    ({ type, shape }) => type.kind === "message" && shape === "single" && !wellKnownForm(type.id.name),
  );
  for (const { type } of besides ?? []) {
    const message = type.kind === "message" ? schema.message(type.id) : undefined;
    if (message) visit(message, "", 0);
  }
  return [...new Set(paths)].map(path => ({
    label: JSON.stringify(path),
    kind: "value",
    span,
    snippet: JSON.stringify(path).replaceAll("$", "\\$"),
  }));
}

function valueSnippet({ type, shape }: BodyField): string {
  if (shape === "repeated") return "[$0]";
  if (shape === "map") return "{$0}";
  if (type.kind === "scalar") return scalarSnippet(type.name);
  if (type.kind === "enum") return '"$0"';
  if (type.kind === "unknown") return "$0";
  const form = wellKnownForm(type.id.name);
  if (!form) return "{$0}";
  if (form.form === "scalar") return scalarSnippet(form.scalar);
  return {
    text: '"$0"',
    object: "{$0}",
    array: "[$0]",
    anything: "$0",
    any: '{ "@type": "type.googleapis.com/$0" }',
  }[form.form];
}

const scalarSnippet = (name: string): string =>
  name === "string" || name === "bytes" || name.endsWith("64") ? '"$0"' : "$0";

function typeName({ type, shape, keyType, oneof }: BodyField): string {
  const name = type.kind === "scalar" ? type.name : type.kind === "unknown" ? "?" : type.id.name;
  const whole = shape === "map" ? `map<${keyType}, ${name}>` : shape === "repeated" ? `repeated ${name}` : name;
  return oneof === undefined ? whole : `${whole} (oneof ${oneof})`;
}

const siblingOf = (id: DeclId, name: string): DeclId => {
  const dot = id.name.lastIndexOf(".");
  return { file: id.file, name: dot < 0 ? name : `${id.name.slice(0, dot)}.${name}` };
};
