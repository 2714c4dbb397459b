/** What the parts of the encoder share: the text, the types, and the list of problems that grows while the tree is walked. */
import type { DescMessage } from "@bufbuild/protobuf";
import { type BodyProblem, type JsonPath, renderPath } from "./bodyProblem.ts";
import type { BodyProblemCode } from "./bodyText.ts";
import type { UnknownField } from "./decoding.ts";
import type { JsonNode } from "./jsonTree.ts";
import type { Schema } from "./schema.ts";

/** Receivers refuse deeper messages: 100 is the default of the C++ and Java runtimes. */
const DEEPEST_MESSAGE = 100;

/** What a newer schema may have and this one lacks. */
const unknowns: ReadonlySet<BodyProblemCode> = new Set([
  "unknown-field",
  "unknown-extension",
  "wrong-extendee",
  "unknown-enum-value",
  "any-beside",
]);

export class Encoding {
  readonly text: string;
  readonly schema: Schema;
  readonly problems: BodyProblem[] = [];
  readonly #ignoreUnknown: boolean;
  readonly #beside: Map<string, UnknownField[]> | undefined;
  #depth = 0;

  constructor(text: string, schema: Schema, unknown: "report" | "ignore", beside: readonly UnknownField[]) {
    this.text = text;
    this.schema = schema;
    this.#ignoreUnknown = unknown === "ignore";
    if (beside.length === 0) return;
    this.#beside = new Map();
    for (const field of beside) {
      const key = `${field.messageType} ${field.path}`;
      this.#beside.set(key, [...(this.#beside.get(key) ?? []), field]);
    }
  }

  /** Fields that the schema does not have and that were kept for this message. */
  besideAt(desc: DescMessage, path: JsonPath): readonly UnknownField[] {
    return this.#beside?.get(`${desc.typeName} ${renderPath(path)}`) ?? [];
  }

  report(
    code: BodyProblemCode,
    node: JsonNode,
    path: JsonPath,
    args: readonly string[] = [],
    suggestion?: string,
  ): void {
    if (this.#ignoreUnknown && unknowns.has(code)) return;
    const problem = { code, args, path: renderPath(path), start: node.offset, end: node.offset + node.length };
    this.problems.push(suggestion === undefined ? problem : { ...problem, suggestion });
  }

  /** The characters of a node: for a number all its digits. */
  textOf(node: JsonNode): string {
    return this.text.slice(node.offset, node.offset + node.length);
  }

  /** Runs `inside` one level deeper, or reports that this is too deep. */
  nested(node: JsonNode, path: JsonPath, inside: () => void): void {
    if (this.#depth >= DEEPEST_MESSAGE) {
      this.report("depth", node, path, [String(DEEPEST_MESSAGE)]);
      return;
    }
    this.#depth++;
    inside();
    this.#depth--;
  }
}

/** What a node is, as an argument of a problem. */
export const kindOf = (node: JsonNode): string => (node.type === "boolean" ? `\`${node.value}\`` : node.type);

/** A property as key and value. The tree of a text without syntax errors has both. */
export function propertiesOf(node: JsonNode): { readonly key: JsonNode; readonly value: JsonNode }[] {
  const properties: { readonly key: JsonNode; readonly value: JsonNode }[] = [];
  for (const { children } of node.children ?? []) {
    const key = children?.[0];
    const value = children?.[1];
    if (key && value) properties.push({ key, value });
  }
  return properties;
}
