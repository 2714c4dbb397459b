/**
 * Judges the body of a request by its message. Only what is certain: types that could not be resolved and references are left
 * alone. Spans count from the start of the document.
 */
import { lastPart } from "../base/lastPart.ts";
import { type Node, printParseErrorCode } from "jsonc-parser";
import type { Problem } from "../base/problem.ts";
import { spanOf } from "../base/span.ts";
import { nearest } from "../shared/nearest.ts";
import type { BodyField, BodyMessage, BodySchema, BodyType } from "./bodySchema.ts";
import { type BodyTree, parseBody } from "./bodyTree.ts";
import type { RequestProblemCode } from "./messages.ts";
import type { MessageText } from "./requestDocument.ts";
import { RequestProblems } from "./requestProblems.ts";
import { checkScalar, isMapKey } from "./scalarValue.ts";
import { wellKnownForm } from "./wellKnownValue.ts";

export function checkBody(schema: BodySchema, root: BodyMessage, message: MessageText): readonly Problem[] {
  if (message.file) return [];
  const tree = parseBody(message);
  const checker = new BodyChecker(schema, tree, message.span.start);
  checker.syntax();
  if (tree.root && tree.errors.length === 0) checker.value(tree.root, { kind: "message", id: root.id });
  return checker.problems.list;
}

class BodyChecker {
  readonly problems = new RequestProblems();
  readonly #schema: BodySchema;
  readonly #tree: BodyTree;
  readonly #start: number;

  constructor(schema: BodySchema, tree: BodyTree, start: number) {
    this.#schema = schema;
    this.#tree = tree;
    this.#start = start;
  }

  /** One mistake in JSON makes others appear: the first is the one to mend. */
  syntax(): void {
    const [error] = this.#tree.errors;
    if (!error) return;
    const start = this.#start + error.offset;
    const name = printParseErrorCode(error.error);
    this.problems.error("R2001", spanOf(start, start + Math.max(error.length, 1)), name);
  }

  /** A value that is no element of a list and no value of a map: null leaves the field unset. */
  #single(node: Node, type: BodyType): void {
    if (node.type !== "null" || isValueType(type)) this.value(node, type);
  }

  value(node: Node, type: BodyType): void {
    if (this.#tree.isReference(node) || type.kind === "unknown") return;
    if (type.kind === "scalar") {
      this.#scalar(node, type.name);
      return;
    }
    if (type.kind === "enum") {
      this.#enumValue(node, type);
      return;
    }
    const form = wellKnownForm(type.id.name);
    if (!form) this.#message(node, this.#schema.message(type.id));
    else if (form.form === "scalar") this.#scalar(node, form.scalar);
    else if (form.form === "text") {
      if (node.type !== "string") this.#report(node, "R2003", lastPart(type.id.name), this.#source(node));
      else if (!this.#hasReference(node)) {
        const code = form.check(String(node.value));
        if (code) this.#report(node, code, form.example);
      }
    } else if (form.form === "any") this.#any(node);
    else if (form.form !== "anything" && node.type !== form.form) {
      this.#report(node, "R2003", lastPart(type.id.name), this.#source(node));
    }
  }

  #scalar(node: Node, scalar: string): void {
    if (node.type === "string" && this.#hasReference(node)) return;
    const problem = checkScalar(scalar, node.type, this.#source(node));
    if (problem) this.#report(node, problem.code, ...problem.args);
  }

  #enumValue(node: Node, type: Extract<BodyType, { kind: "enum" }>): void {
    if (type.id.name === "google.protobuf.NullValue" && node.type === "null") return;
    if (node.type === "number" && Number.isInteger(node.value)) return;
    if (node.type === "string" && (this.#hasReference(node) || type.values.some(({ name }) => name === node.value)))
      return;
    const names = type.values.map(({ name }) => name);
    const near = node.type === "string" ? nearest(String(node.value), names) : undefined;
    const shown = names.length > 8 ? `${names.slice(0, 8).join(", ")}, …` : names.join(", ");
    this.#reportWithFix(
      node,
      "R2004",
      [this.#source(node), lastPart(type.id.name), shown],
      near && JSON.stringify(near),
    );
  }

  #message(node: Node, message: BodyMessage | undefined, ignored?: string): void {
    if (node.type !== "object") {
      this.#report(node, "R2002", lastPart(message?.id.name ?? ""), this.#source(node));
      return;
    }
    if (!message) return;
    const setFields = new Map<BodyField, Node>();
    const setOneofs = new Map<string, BodyField>();
    for (const property of node.children ?? []) {
      const [key, value] = property.children ?? [];
      if (!key || key.value === ignored || this.#hasReference(key)) continue;
      const field = message.fields.find(({ name, jsonName }) => name === key.value || jsonName === key.value);
      // `[package.extension]`: which extensions there are depends on more than the message.
      if (!field && /^\[.*\]$/.test(String(key.value))) continue;
      if (!field) this.#unknownField(key, message);
      else {
        if (setFields.has(field)) this.#report(key, "R2010", field.name);
        setFields.set(field, key);
        this.#oneof(key, value, field, setOneofs);
        if (value) this.#field(value, field);
      }
    }
    for (const field of message.fields) {
      if (field.isRequired && !setFields.has(field)) this.#report(firstBrace(node), "R2014", field.name);
    }
    this.#unsetOneofs(node, message, setOneofs);
  }

  #unknownField(key: Node, message: BodyMessage): void {
    const names = message.fields.flatMap(({ name, jsonName }) => [jsonName, name]);
    const near = nearest(String(key.value), names);
    this.#reportWithFix(key, "R2011", [String(key.value), lastPart(message.id.name)], near && JSON.stringify(near));
  }

  /** null does not set a member, so it takes no other's place. */
  #oneof(key: Node, value: Node | undefined, field: BodyField, set: Map<string, BodyField>): void {
    if (field.oneof === undefined || value?.type === "null") return;
    const other = set.get(field.oneof);
    if (other && other !== field) this.#report(key, "R2012", field.name, other.name, field.oneof);
    set.set(field.oneof, field);
  }

  /** Sound, but seldom meant: whoever reads the message asks which member it is. */
  #unsetOneofs(node: Node, message: BodyMessage, set: ReadonlyMap<string, BodyField>): void {
    const keys = (node.children ?? []).flatMap(({ children }) => children?.slice(0, 1) ?? []);
    if (keys.some(this.#hasReference)) return;
    for (const oneof of new Set(message.fields.map(field => field.oneof))) {
      if (oneof === undefined || set.has(oneof)) continue;
      const members = message.fields.filter(field => field.oneof === oneof).map(({ jsonName }) => `\`${jsonName}\``);
      this.problems.hint("R2019", this.#span(firstBrace(node)), oneof, members.join(", "));
    }
  }

  #field(node: Node, field: BodyField): void {
    if (this.#tree.isReference(node)) return;
    if (field.shape === "single") this.#single(node, field.type);
    else if (node.type === "null") return;
    else if (field.shape === "repeated") {
      if (node.type !== "array") this.#report(node, "R2013", field.name, "[…]");
      else for (const item of node.children ?? []) this.#element(item, field);
    } else if (node.type !== "object") this.#report(node, "R2013", field.name, "{…}");
    else {
      for (const { children } of node.children ?? []) {
        const [key, value] = children ?? [];
        if (key && field.keyType && !this.#hasReference(key) && !isMapKey(field.keyType, String(key.value))) {
          this.#report(key, "R2015", String(key.value), field.keyType);
        }
        if (value) this.#element(value, field);
      }
    }
  }

  #element(node: Node, field: BodyField): void {
    if (node.type === "null" && !isValueType(field.type)) this.#report(node, "R2016", field.name);
    else this.value(node, field.type);
  }

  /** `{"@type": "…/package.Name", …}`; what is inside is judged if the type is known. */
  #any(node: Node): void {
    if (node.type !== "object") {
      this.#report(node, "R2002", "Any", this.#source(node));
      return;
    }
    if (node.children?.length === 0) return;
    const type = node.children?.find(({ children }) => children?.[0]?.value === "@type")?.children?.[1];
    if (!type) {
      this.#report(firstBrace(node), "R2017");
      return;
    }
    if (this.#tree.isReference(type) || this.#hasReference(type)) return;
    const name = String(type.value).slice(String(type.value).lastIndexOf("/") + 1);
    const message = this.#schema.findMessage(name);
    if (!String(type.value).includes("/"))
      this.#reportWithFix(type, "R2018", [name], JSON.stringify(`type.googleapis.com/${name}`));
    if (message && !wellKnownForm(name)) this.#message(node, message, "@type");
  }

  #source = (node: Node): string => this.#tree.text.slice(node.offset, node.offset + node.length);

  #hasReference = (node: Node): boolean => this.#source(node).includes("{{");

  #report(node: Node, code: RequestProblemCode, ...args: string[]): void {
    this.problems.error(code, this.#span(node), ...args);
  }

  #reportWithFix(node: Node, code: RequestProblemCode, args: string[], replacement: string | undefined): void {
    const span = this.#span(node);
    if (replacement === undefined) this.problems.error(code, span, ...args);
    else
      this.problems.list.push({
        code,
        severity: "error",
        span,
        args,
        fixes: [{ code: "F2000", args: [replacement], edits: [{ span, text: replacement }] }],
      });
  }

  #span = (node: Node) => spanOf(this.#start + node.offset, this.#start + node.offset + node.length);
}

/** Types for which null is a value. */
const isValueType = (type: BodyType): boolean =>
  type.kind !== "scalar" &&
  type.kind !== "unknown" &&
  ["google.protobuf.Value", "google.protobuf.NullValue"].includes(type.id.name);

const firstBrace = (node: Node): Node => ({ ...node, length: 1 });
