/** Request documents follow a rename: method lines, keys and enum values of bodies, type URLs. */
import { lastPart } from "../base/lastPart.ts";
import type { Node } from "jsonc-parser";
import type { Span } from "../base/span.ts";
import type { Linked } from "../link/link.ts";
import type { DeclId, FileId } from "../link/world.ts";
import { findDecl } from "../outline/findDecl.ts";
import { defaultJsonName } from "../outline/jsonName.ts";
import type { BodyField, BodyMessage, BodySchema, BodyType } from "../request/bodySchema.ts";
import { parseBody } from "../request/bodyTree.ts";
import type { RequestBlock, RequestDocument } from "../request/requestDocument.ts";
import type { FileEdit } from "./draft.ts";
import { expectationNames } from "./expectationNames.ts";
import { findMethod } from "./findMethod.ts";
import { linkedSchema, messageFound, messageOf } from "./linkedSchema.ts";
import type { Everywhere } from "./references.ts";
import type { DoubtfulEdit } from "./renameTextNames.ts";

export interface BodyFile {
  readonly file: FileId;
  readonly text: string;
}

export interface RequestFile {
  readonly file: FileId;
  readonly document: RequestDocument;
  /** Files that bodies lie in, by the path that the document writes. */
  readonly bodies?: ReadonlyMap<string, BodyFile>;
}

/** `moved`: what a declaration is called afterwards. */
export function renameInRequests(
  s: Everywhere,
  requests: readonly RequestFile[],
  moved: (id: DeclId) => DeclId,
): RequestEdits {
  const out = { edits: [], jsonKeys: [], doubtful: [] };
  const schema = linkedSchema(s);
  // Several requests may send the same file.
  const seen = new Set<FileId>();
  for (const file of requests)
    for (const request of file.document.requests) collect(s, schema, file, request, { moved, seen }, out);
  return out;
}

export interface RequestEdits {
  readonly edits: readonly FileEdit[];
  /** Keys that are JSON names. */
  readonly jsonKeys: readonly FileEdit[];
  /** Masks that may be of one message or another. */
  readonly doubtful: readonly DoubtfulEdit[];
}

function collect(
  s: Everywhere,
  schema: BodySchema,
  { file, bodies }: RequestFile,
  request: RequestBlock,
  { moved, seen }: { readonly moved: (id: DeclId) => DeclId; readonly seen: Set<FileId> },
  out: { readonly edits: FileEdit[]; readonly jsonKeys: FileEdit[]; readonly doubtful: DoubtfulEdit[] },
): void {
  const { service, method } = request.target ?? {};
  if (!service || !method) return;
  const found = findMethod(s, service.text, method.text);
  if (!found.ok) return;
  const add = (span: Span, was: string, is: string, kind: Kind = "name", at = file): void => {
    const edit = { file: at, span, text: is };
    if (was === is) return;
    if (kind === "name") out.edits.push(edit);
    else if (kind === "json-key") out.jsonKeys.push(edit);
    else out.doubtful.push({ edit, doubt: "mask" });
  };
  add(service.span, service.text, moved({ file: found.file, name: found.service.fullName }).name);
  add(method.span, method.text, lastPart(moved({ file: found.file, name: found.method.fullName }).name));
  const linked = s.linked(found.file);
  const ofMethod = (results: Linked["inputOf"] | undefined): BodyMessage | undefined =>
    messageFound(schema, [...(results ?? [])].find(([m]) => m.fullName === found.method.fullName)?.[1]);
  const root = ofMethod(linked?.inputOf);
  const answer = ofMethod(linked?.outputOf);
  for (const { name, value } of answer ? request.directives : [])
    for (const n of name.text === "expect" ? expectationNames(schema, answer as BodyMessage, value) : [])
      if ("field" in n) add(n.span, n.text, spelled(moved, n.field, n.text), "json-key");
      else add(n.span, n.text, lastPart(moved(n.value).name));
  for (const message of root ? request.messages : []) {
    const other = message.file && bodies?.get(message.file.text);
    if (other && seen.has(other.file)) continue;
    if (other) seen.add(other.file);
    const from = other ? 0 : message.span.start;
    const text = other?.text ?? message.text;
    new Body(s, schema, text, { moved, answer }, (offset, length, was, is, kind) => {
      const start = from + offset;
      add({ start, end: start + length }, was, is, kind, other?.file);
    }).message(parseBody({ text }).root, root as BodyMessage);
  }
}

/** The name of a field after the rename, spelled as it was. */
function spelled(moved: (id: DeclId) => DeclId, field: BodyField, text: string): string {
  const name = lastPart(moved(field.id).name);
  if (name === field.name) return text;
  const isDefault = field.jsonName === defaultJsonName(field.name);
  // A name of one word is spelled the same in JSON, where the new one need not be.
  const isJson = text === field.jsonName && (text !== field.name || isDefault);
  return isJson ? (isDefault ? defaultJsonName(name) : text) : name;
}

/** Masks have the names of fields in lower camel case, whatever their names in JSON are. */
function inMask(moved: (id: DeclId) => DeclId, field: BodyField, text: string): string {
  const name = lastPart(moved(field.id).name);
  return text === defaultJsonName(field.name) ? defaultJsonName(name) : name;
}

type Kind = "name" | "json-key" | "perhaps";
type Change = (offset: number, length: number, was: string, is: string, kind?: Kind) => void;

interface Calls {
  readonly moved: (id: DeclId) => DeclId;
  /** What the method returns: masks may list its fields. */
  readonly answer: BodyMessage | undefined;
}

class Body {
  readonly #s: Everywhere;
  readonly #schema: BodySchema;
  readonly #text: string;
  readonly #moved: (id: DeclId) => DeclId;
  readonly #answer: BodyMessage | undefined;
  readonly #change: Change;

  constructor(s: Everywhere, schema: BodySchema, text: string, { moved, answer }: Calls, change: Change) {
    this.#s = s;
    this.#schema = schema;
    this.#text = text;
    this.#moved = moved;
    this.#answer = answer;
    this.#change = change;
  }

  message(object: Node | undefined, type: BodyMessage): void {
    if (object?.type !== "object") return;
    const message = type.id.name === "google.protobuf.Any" ? this.#packed(object) : type;
    for (const { children } of object.children ?? []) {
      const [key, value] = children ?? [];
      const own = message?.fields.find(f => f.name === key?.value || f.jsonName === key?.value);
      const field = own ?? this.#extension(key?.value);
      if (!key || !field) continue;
      if (own) this.#key(key, own);
      else this.#part(key, { from: 1, to: -1 }, this.#moved(field.id).name);
      if (!value) continue;
      if (field.type.kind === "message" && field.type.id.name === "google.protobuf.FieldMask" && message)
        for (const mask of field.shape === "single" ? [value] : (value.children ?? [])) this.#mask(mask, message);
      if (field.shape === "repeated") for (const item of value.children ?? []) this.#value(item, field.type);
      else if (field.shape === "map")
        for (const entry of value.children ?? []) this.#value(entry.children?.[1], field.type);
      else this.#value(value, field.type);
    }
  }

  #key(key: Node, field: BodyField): void {
    const text = String(key.value);
    this.#replace(key, spelled(this.#moved, field, text), text === field.jsonName ? "json-key" : "name");
  }

  /** Of `[package.extension]`. */
  #extension(key: unknown): BodyField | undefined {
    const name = typeof key === "string" ? /^\[([\w.]+)\]$/.exec(key)?.[1] : undefined;
    return name === undefined ? undefined : this.#schema.findExtension(name);
  }

  /** `a.b,c`: paths in a message beside the mask or in the answer; where none has them, in the one that the mask is in. */
  #mask(node: Node, owner: BodyMessage): void {
    if (typeof node.value !== "string" || this.#written(node) !== node.value) return;
    const beside = owner.fields.flatMap(f => (f.shape === "single" ? [messageOf(this.#schema, f)] : []));
    const roots = new Set([...beside, this.#answer].filter(m => m !== undefined));
    let at = node.offset + 1;
    for (const path of node.value.split(",")) {
      const fieldsIn = (root: BodyMessage): BodyField[][] => [this.#path(root, path)].filter(f => f !== undefined);
      const elsewhere = [...roots].flatMap(fieldsIn);
      const found = elsewhere.length > 0 ? elsewhere : fieldsIn(owner);
      const texts = found.map(fields =>
        path.split(".").map((name, i) => inMask(this.#moved, fields[i] as BodyField, name)),
      );
      const [first, ...others] = texts.map(t => t.join("."));
      const kind = others.every(other => other === first) ? "name" : "perhaps";
      const changed = texts.map(t => t.join(".")).find(t => t !== path);
      if (changed !== undefined) this.#change(at, path.length, path, changed, kind);
      at += path.length + 1;
    }
  }

  #path(root: BodyMessage, path: string): BodyField[] | undefined {
    const out: BodyField[] = [];
    let message: BodyMessage | undefined = root;
    for (const name of path.split(".")) {
      const field: BodyField | undefined = message?.fields.find(
        f => defaultJsonName(f.name) === name || f.name === name,
      );
      if (!field) return undefined;
      out.push(field);
      message = messageOf(this.#schema, field);
    }
    return out;
  }

  #value(node: Node | undefined, type: BodyType): void {
    if (!node) return;
    if (type.kind === "message") {
      const message = this.#schema.message(type.id);
      if (message) this.message(node, message);
    } else if (type.kind === "enum" && node.type === "string") {
      if (!type.values.some(v => v.name === node.value)) return;
      const scope = type.id.name.slice(0, type.id.name.lastIndexOf(".") + 1);
      this.#replace(node, lastPart(this.#moved({ file: type.id.file, name: scope + node.value }).name));
    }
  }

  /** The message in an Any, whose type URL is renamed too. */
  #packed(object: Node): BodyMessage | undefined {
    const url = object.children?.find(p => p.children?.[0]?.value === "@type")?.children?.[1];
    if (typeof url?.value !== "string") return undefined;
    const slash = url.value.lastIndexOf("/") + 1;
    const message = this.#schema.findMessage(url.value.slice(slash));
    if (!message) return undefined;
    const outline = this.#s.outline(message.id.file);
    if (outline && findDecl(outline, message.id.name)) this.#part(url, { from: slash }, this.#moved(message.id).name);
    return message;
  }

  /** Between the quotes; a text with escapes or references is left alone. */
  #replace(node: Node, text: string, kind: Kind = "name"): void {
    const written = this.#written(node);
    if (written === node.value) this.#change(node.offset + 1, node.length - 2, written, text, kind);
  }

  /** The same of a part of the text. */
  #part(node: Node, { from, to }: { readonly from: number; readonly to?: number }, text: string): void {
    const written = this.#written(node);
    const part = written.slice(from, to);
    if (written === node.value) this.#change(node.offset + 1 + from, part.length, part, text);
  }

  #written(node: Node): string {
    return this.#text.slice(node.offset + 1, node.offset + node.length - 1);
  }
}
