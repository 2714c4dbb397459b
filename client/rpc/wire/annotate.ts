/**
 * The bytes of a message with their meaning by the schema: for each record its tag, wire type, place and value, down to nested messages,
 * packed elements and map entries. Plain values that survive a structured clone.
 */
import type { DescExtension, DescField, DescMessage } from "@bufbuild/protobuf";
import { scalarReader } from "../codec/decodeScalar.ts";
import { Decoding } from "../codec/decoding.ts";
import { extensionPlan, type FieldPlan, planOf } from "../codec/fieldPlan.ts";
import type { Schema } from "../codec/schema.ts";
import { scalarName } from "../codec/scalarTypes.ts";
import { guessValue, type ValueGuess } from "./guessValue.ts";
import { skipVarint, WireCursor, WireError, type WireType } from "./records.ts";
import type { WireProblem } from "./wireText.ts";

export interface WireNode {
  /** Offsets from the start of the outermost message. `start` to `valueStart` is the tag, and for LEN the length; elements have none. */
  readonly start: number;
  readonly valueStart: number;
  readonly valueEnd: number;
  /** Behind the record: for a group after the tag that closes it. */
  readonly end: number;
  /** 0 for an element of a packed field. */
  readonly number: number;
  readonly wireType: WireType;
  /** The name in the .proto file; `[package.name]` for an extension; absent where the schema does not have the field. */
  readonly name?: string;
  /** As declared: `string`, `package.Message`, `repeated int32`, `map<string, int32>`. */
  readonly type?: string;
  /** JSON text of a scalar or enum. */
  readonly value?: string;
  /** The schema declares another wire type for the number. */
  readonly isMismatch?: true;
  /** For what the schema does not say. */
  readonly guesses?: readonly ValueGuess[];
  readonly children: readonly WireNode[];
}

export interface Annotated {
  readonly nodes: readonly WireNode[];
  /** The bytes are no message of the type from there on. */
  readonly problem?: WireProblem;
  /** There are more records than are told. */
  readonly isCut?: true;
}

/** What a view can show and a person can read. */
const MAX_NODES = 20_000;
const DEEPEST = 100;

type Field = DescField | DescExtension;

export function annotate(schema: Schema, desc: DescMessage, bytes: Uint8Array): Annotated {
  const annotator = new Annotator(schema, bytes);
  const nodes: WireNode[] = [];
  try {
    annotator.message(desc, 0, bytes.length, nodes, 0);
  } catch (error) {
    if (!(error instanceof WireError)) throw error;
    return { nodes, problem: error.problem };
  }
  return annotator.left > 0 ? { nodes } : { nodes, isCut: true };
}

class Annotator {
  left = MAX_NODES;
  readonly #schema: Schema;
  readonly #bytes: Uint8Array;
  readonly #decoding: Decoding;

  constructor(schema: Schema, bytes: Uint8Array) {
    this.#schema = schema;
    this.#bytes = bytes;
    this.#decoding = new Decoding(schema, 0, false, "show");
  }

  /** Fills `nodes`, so that those before a mistake are there when it is thrown. */
  message(desc: DescMessage, start: number, end: number, nodes: WireNode[], depth: number): void {
    const plan = planOf(desc);
    const isAny = desc.typeName === "google.protobuf.Any";
    let inner: DescMessage | undefined;
    const cursor = new WireCursor(this.#bytes, start, end);
    while (this.left > 0 && cursor.next()) {
      this.left--;
      const known = plan.byNumber.get(cursor.number) ?? this.#extension(desc, cursor.number);
      if (isAny && cursor.number === 1) inner = this.#typeOfUrl(cursor);
      const content = isAny && cursor.number === 2 && inner ? this.#content(inner, cursor, depth) : undefined;
      if (known && content)
        nodes.push({ ...placeOf(cursor), name: "value", type: inner!.typeName, children: content });
      else nodes.push(known ? this.#known(known, cursor, depth) : this.#unknown(cursor));
    }
  }

  #typeOfUrl({ start, end }: WireCursor): DescMessage | undefined {
    const url = Buffer.from(this.#bytes.subarray(start, end)).toString();
    return this.#schema.findMessage(url.slice(url.lastIndexOf("/") + 1));
  }

  /** Nothing where the bytes of an `Any` are not of its type. */
  #content(desc: DescMessage, { start, end }: WireCursor, depth: number): WireNode[] | undefined {
    const nodes: WireNode[] = [];
    try {
      this.#inside(desc, start, end, nodes, depth);
      return nodes;
    } catch (error) {
      if (error instanceof WireError) return undefined;
      throw error;
    }
  }

  #extension(desc: DescMessage, number: number): FieldPlan | undefined {
    const extension = this.#schema.extensionFor(desc, number);
    return extension && extensionPlan(extension);
  }

  #unknown(cursor: WireCursor): WireNode {
    const { wireType, start, end } = cursor;
    return { ...placeOf(cursor), guesses: guessValue(wireType, this.#bytes.subarray(start, end)), children: [] };
  }

  #known(plan: FieldPlan, cursor: WireCursor, depth: number): WireNode {
    const { field } = plan;
    const place = { ...placeOf(cursor), name: nameOf(field), type: typeOf(field) };
    const { wireType, start, end } = cursor;
    if (wireType === 2 && plan.packable) return { ...place, children: this.#packed(plan, start, end) };
    if (wireType !== plan.wireType) {
      const guesses = guessValue(wireType, this.#bytes.subarray(start, end));
      return { ...place, isMismatch: true, guesses, children: [] };
    }
    if (field.fieldKind === "map") return { ...place, children: this.#entry(plan, field, start, end, depth) };
    if (plan.read) return { ...place, value: plan.read(this.#decoding, this.#bytes, start, end), children: [] };
    const children: WireNode[] = [];
    if (field.message) this.#inside(field.message, start, end, children, depth);
    return { ...place, children };
  }

  /** A nested message; its mistakes are the outer message's. */
  #inside(desc: DescMessage, start: number, end: number, children: WireNode[], depth: number): void {
    if (depth >= DEEPEST) throw new WireError("depth", start, DEEPEST);
    this.message(desc, start, end, children, depth + 1);
  }

  #packed(plan: FieldPlan, start: number, end: number): WireNode[] {
    const width = plan.wireType === 1 ? 8 : plan.wireType === 5 ? 4 : 0;
    const elements: WireNode[] = [];
    for (let at = start; at < end && this.left > 0; this.left--) {
      const next = width ? at + width : skipVarint(this.#bytes, at, end);
      if (next > end) throw new WireError("cut-packed", at);
      const value = plan.read!(this.#decoding, this.#bytes, at, next);
      const wireType = plan.wireType as WireType;
      elements.push({
        start: at,
        valueStart: at,
        valueEnd: next,
        end: next,
        number: 0,
        wireType,
        value,
        children: [],
      });
      at = next;
    }
    return elements;
  }

  #entry(
    plan: FieldPlan,
    field: DescField & { readonly fieldKind: "map" },
    start: number,
    end: number,
    depth: number,
  ): WireNode[] {
    const nodes: WireNode[] = [];
    const cursor = new WireCursor(this.#bytes, start, end);
    while (this.left > 0 && cursor.next()) {
      this.left--;
      const { start: from, end: to } = cursor;
      if (cursor.number === 1 && cursor.wireType === plan.keyWireType) {
        const value = scalarReader(field.mapKey)(this.#decoding, this.#bytes, from, to);
        nodes.push({ ...placeOf(cursor), name: "key", type: scalarName(field.mapKey), value, children: [] });
      } else if (cursor.number === 2 && cursor.wireType === plan.valueWireType) {
        const place = { ...placeOf(cursor), name: "value", type: elementType(field) };
        const children: WireNode[] = [];
        if (field.message) this.#inside(field.message, from, to, children, depth);
        const value = plan.read ? { value: plan.read(this.#decoding, this.#bytes, from, to) } : {};
        nodes.push({ ...place, ...value, children });
      } else nodes.push(this.#unknown(cursor));
    }
    return nodes;
  }
}

function placeOf(cursor: WireCursor) {
  const { number, wireType, tagStart, start, end, position } = cursor;
  return { start: tagStart, valueStart: start, valueEnd: end, end: position, number, wireType };
}

const nameOf = (field: Field): string => (field.kind === "extension" ? `[${field.typeName}]` : field.name);

const elementType = (field: Field): string =>
  field.message?.typeName ?? field.enum?.typeName ?? scalarName(field.scalar!);

function typeOf(field: Field): string {
  if (field.fieldKind === "map") return `map<${scalarName(field.mapKey)}, ${elementType(field)}>`;
  return field.fieldKind === "list" ? `repeated ${elementType(field)}` : elementType(field);
}
