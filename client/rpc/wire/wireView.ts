/** A message on the wire beside its JSON: annotated bytes and both sizes, as a value and as text. */
import type { DescMessage } from "@bufbuild/protobuf";
import type { BodyProblem } from "../codec/bodyProblem.ts";
import { type JsonNode, parseJson } from "../codec/jsonTree.ts";
import { decodeJson, encodeJson } from "../codec/messageCodec.ts";
import type { Schema } from "../codec/schema.ts";
import { fillWording, type Wording } from "../wording.ts";
import type { Language } from "../../../server/src/shared/language.ts";
import { type Annotated, annotate, type WireNode } from "./annotate.ts";
import { wireTypeNames } from "./records.ts";
import { wireProblemText } from "./wireText.ts";

export interface WireView extends Annotated {
  /** Full name of the message. */
  readonly type: string;
  readonly bytes: Uint8Array;
  /** Bytes of the same message as JSON without a blank: of the given text, or in ProtoJSON. Absent for bytes that are no such message. */
  readonly jsonBytes?: number;
}

/** Of bytes as they came. */
export function wireViewOfBytes(schema: Schema, desc: DescMessage, bytes: Uint8Array): WireView {
  const decoded = decodeJson(schema, desc, bytes, { indent: 0 });
  const size = "json" in decoded ? { jsonBytes: Buffer.byteLength(decoded.json) } : {};
  return { ...annotate(schema, desc, bytes), type: desc.typeName, bytes, ...size };
}

/** Of the body of a request, as it would go out. */
export function wireViewOfJson(
  schema: Schema,
  desc: DescMessage,
  json: string,
): WireView | { readonly problems: readonly BodyProblem[] } {
  const encoded = encodeJson(schema, desc, json);
  if ("problems" in encoded) return encoded;
  // What could be encoded can be parsed.
  const { root } = parseJson(json, "jsonc");
  const jsonBytes = root ? Buffer.byteLength(compact(json, root)) : 0;
  return { ...annotate(schema, desc, encoded.bytes), type: desc.typeName, bytes: encoded.bytes, jsonBytes };
}

/** Without comments and trailing commas; numbers are as they were written. */
function compact(json: string, node: JsonNode): string {
  const inside = (node.children ?? []).map(child => compact(json, child));
  if (node.type === "object") return `{${inside.join(",")}}`;
  if (node.type === "array") return `[${inside.join(",")}]`;
  return node.type === "property" ? inside.join(":") : json.slice(node.offset, node.offset + node.length);
}

const words = {
  sizes: { en: "{0} bytes as protobuf, {1} as JSON", ko: "protobuf {0}바이트, JSON {1}바이트" },
  size: { en: "{0} bytes as protobuf", ko: "protobuf {0}바이트" },
  unknown: { en: "not in the schema", ko: "스키마에 없음" },
  mismatch: { en: "{0} = {1}: another wire type than that of {2}", ko: "{0} = {1}: {2}의 와이어 타입과 다름" },
  groupEnd: { en: "end of group {0}", ko: "그룹 {0} 끝" },
  maybe: { en: "perhaps {0}", ko: "추측: {0}" },
  stops: { en: "{0} at offset {1}", ko: "오프셋 {1}: {0}" },
  cut: { en: "more records follow", ko: "레코드가 더 있습니다" },
} as const satisfies Readonly<Record<string, Wording>>;

/** Bytes of a line; longer values go on in the next. */
const PER_LINE = 8;
/** Lines of one value; what lies between the first and the last tells nobody anything. */
const MAX_LINES = 16;

/**
 * One line for each tag and value: offset (hex), bytes, meaning. For example
 *
 *     0000  0a 06                name = 1: string, LEN 6
 *     0002  4d 61 72 74 69 6e      "Martin"
 */
export function renderWire(view: WireView, language: Language): string {
  const say = (word: keyof typeof words, ...args: readonly (string | number)[]): string =>
    fillWording(words[word], args.map(String), language);
  const rows: { start: number; end: number; text: string }[] = [];
  const row = (start: number, end: number, depth: number, text: string): void => {
    rows.push({ start, end, text: "  ".repeat(depth) + text });
  };
  const visit = (node: WireNode, depth: number): void => {
    const { start, valueStart, valueEnd, end, number, wireType, name, type, value, children } = node;
    const wire = wireType === 2 ? `LEN ${valueEnd - valueStart}` : wireTypeNames[wireType];
    const [guess] = node.guesses ?? [];
    const maybe = guess ? ` · ${say("maybe", `${guess.type} ${guess.text}`)}` : "";
    if (number === 0) {
      row(start, end, depth, value ?? "");
      return;
    }
    const head = node.isMismatch
      ? `${say("mismatch", name ?? "", number, type ?? "")}, ${wire}${maybe}`
      : name === undefined
        ? `${number}: ${say("unknown")}, ${wire}${maybe}`
        : `${name} = ${number}: ${type}, ${wire}`;
    const isOneLine = wireType === 0 || wireType === 1 || wireType === 5;
    if (isOneLine) {
      row(start, end, depth, value === undefined ? head : `${head} ${value}`);
      return;
    }
    row(start, valueStart, depth, head);
    if (children.length > 0) for (const child of children) visit(child, depth + 1);
    else if (valueEnd > valueStart) row(valueStart, valueEnd, depth + 1, shortened(value ?? ""));
    if (wireType === 3) row(valueEnd, end, depth, say("groupEnd", number));
  };
  for (const node of view.nodes) visit(node, 0);

  const lines = rows.flatMap(({ start, end, text }) => linesOf(view.bytes, start, end, text));
  if (view.problem) lines.push(say("stops", wireProblemText(view.problem, language), hex(view.problem.offset)));
  if (view.isCut) lines.push(`… ${say("cut")}`);
  const { bytes, jsonBytes } = view;
  lines.push(jsonBytes === undefined ? say("size", bytes.length) : say("sizes", bytes.length, jsonBytes));
  return `${lines.join("\n")}\n`;
}

const hex = (offset: number): string => offset.toString(16).padStart(4, "0");

const shortened = (text: string): string => (text.length > 80 ? `${text.slice(0, 79)}…` : text);

function linesOf(bytes: Uint8Array, start: number, end: number, text: string): string[] {
  const lines: string[] = [];
  for (let at = start; at < end || lines.length === 0; at += PER_LINE) {
    const last = Math.min(at + PER_LINE, end);
    if (lines.length === MAX_LINES - 1 && last < end) {
      lines.push(`${hex(at)}  … ${end - at}`);
      break;
    }
    const shown = [...bytes.subarray(at, last)].map(byte => byte.toString(16).padStart(2, "0")).join(" ");
    const meaning = lines.length === 0 ? text : "";
    lines.push(`${hex(at)}  ${shown.padEnd(PER_LINE * 3 - 1)}  ${meaning}`.trimEnd());
  }
  return lines;
}
