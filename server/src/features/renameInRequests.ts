/** Request documents follow a rename: method lines, keys and enum values of bodies, type URLs. */
import type { Node } from "jsonc-parser";
import type { DeclId, FileId } from "../link/world.ts";
import { findDecl } from "../outline/findDecl.ts";
import { defaultJsonName } from "../outline/jsonName.ts";
import type { BodyMessage, BodySchema, BodyType } from "../request/bodySchema.ts";
import { parseBody } from "../request/bodyTree.ts";
import type { MessageText, RequestBlock, RequestDocument } from "../request/requestDocument.ts";
import { workspaceSchema } from "../request/workspaceSchema.ts";
import type { FileEdit } from "./draft.ts";
import { findMethod } from "./findMethod.ts";
import type { Everywhere } from "./references.ts";

export interface RequestFile {
  readonly file: FileId;
  readonly document: RequestDocument;
}

/** `moved`: what a declaration is called afterwards. */
export function renameInRequests(
  s: Everywhere,
  requests: readonly RequestFile[],
  moved: (id: DeclId) => DeclId,
): readonly FileEdit[] {
  if (requests.length === 0) return [];
  const schema = workspaceSchema(s);
  return requests.flatMap(({ file, document }) =>
    document.requests.flatMap(request => editsOf(s, schema, file, request, moved)),
  );
}

function editsOf(
  s: Everywhere,
  schema: BodySchema,
  file: FileId,
  request: RequestBlock,
  moved: (id: DeclId) => DeclId,
): FileEdit[] {
  const { service, method } = request.target ?? {};
  if (!service || !method) return [];
  const found = findMethod(s, service.text, method.text);
  if (!found.ok) return [];
  const out: FileEdit[] = [];
  const add = (span: { start: number; end: number }, was: string, is: string): void => {
    if (was !== is) out.push({ file, span, text: is });
  };
  add(service.span, service.text, moved({ file: found.file, name: found.service.fullName }).name);
  add(method.span, method.text, lastPart(moved({ file: found.file, name: found.method.fullName }).name));
  const input = s.linked(found.file)?.inputOf;
  const result = [...(input ?? [])].find(([m]) => m.fullName === found.method.fullName)?.[1];
  const root = result?.ok && result.found.kind === "message" ? schema.message(result.found.id) : undefined;
  for (const message of root ? request.messages : [])
    new Body(s, schema, message, moved, (offset, length, was, is) => {
      const start = message.span.start + offset;
      add({ start, end: start + length }, was, is);
    }).message(parseBody(message).root, root as BodyMessage);
  return out;
}

const lastPart = (name: string): string => name.slice(name.lastIndexOf(".") + 1);

type Change = (offset: number, length: number, was: string, is: string) => void;

class Body {
  readonly #s: Everywhere;
  readonly #schema: BodySchema;
  readonly #text: MessageText;
  readonly #moved: (id: DeclId) => DeclId;
  readonly #change: Change;

  constructor(s: Everywhere, schema: BodySchema, text: MessageText, moved: (id: DeclId) => DeclId, change: Change) {
    this.#s = s;
    this.#schema = schema;
    this.#text = text;
    this.#moved = moved;
    this.#change = change;
  }

  message(object: Node | undefined, type: BodyMessage): void {
    if (object?.type !== "object") return;
    const message = type.id.name === "google.protobuf.Any" ? this.#packed(object) : type;
    for (const { children } of object.children ?? []) {
      const [key, value] = children ?? [];
      const field = message?.fields.find(f => f.name === key?.value || f.jsonName === key?.value);
      if (!key || !field) continue;
      this.#key(key, field);
      if (!value) continue;
      if (field.shape === "repeated") for (const item of value.children ?? []) this.#value(item, field.type);
      else if (field.shape === "map")
        for (const entry of value.children ?? []) this.#value(entry.children?.[1], field.type);
      else this.#value(value, field.type);
    }
  }

  #key(key: Node, field: BodyMessage["fields"][number]): void {
    const name = lastPart(this.#moved(field.id).name);
    if (name === field.name) return;
    const isDefault = field.jsonName === defaultJsonName(field.name);
    if (key.value === field.name) this.#replace(key, name);
    else if (isDefault) this.#replace(key, defaultJsonName(name));
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
    if (outline && findDecl(outline, message.id.name))
      this.#replace(url, url.value.slice(0, slash) + this.#moved(message.id).name);
    return message;
  }

  /** Between the quotes; a text with escapes or references is left alone. */
  #replace(node: Node, text: string): void {
    const written = this.#text.text.slice(node.offset + 1, node.offset + node.length - 1);
    if (written === node.value) this.#change(node.offset + 1, node.length - 2, written, text);
  }
}
