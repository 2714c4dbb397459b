/** A JSON value as the value of a scalar or enum field; nothing, and a problem, where it is none. */
import { type DescEnum, ScalarType } from "@bufbuild/protobuf";
import type { JsonPath } from "./bodyProblem.ts";
import { type Encoding, kindOf } from "./encoding.ts";
import type { JsonNode } from "./jsonTree.ts";
import { nearest } from "../../../server/src/shared/nearest.ts";
import { integerLimits, type ScalarJs, scalarName } from "./scalarTypes.ts";

export function encodeScalar(e: Encoding, type: ScalarType, node: JsonNode, path: JsonPath): ScalarJs | undefined {
  switch (type) {
    case ScalarType.STRING:
      return stringOf(e, node, path);
    case ScalarType.BYTES:
      return bytesOf(e, node, path);
    case ScalarType.BOOL:
      if (node.type === "boolean") return node.value as boolean;
      e.report("expected-bool", node, path, [kindOf(node)]);
      return undefined;
    case ScalarType.DOUBLE:
    case ScalarType.FLOAT:
      return floatOf(e, type, node, path);
    default: {
      if (node.type !== "number" && node.type !== "string") {
        e.report("expected-integer", node, path, [scalarName(type), kindOf(node)]);
        return undefined;
      }
      return integerOf(e, type, node.type === "string" ? (node.value as string) : e.textOf(node), node, path);
    }
  }
}

/** The text of a map key as a value of its type. */
export function encodeMapKey(e: Encoding, type: ScalarType, node: JsonNode, path: JsonPath): ScalarJs | undefined {
  const text = node.value as string;
  if (type === ScalarType.STRING) return stringOf(e, node, path);
  if (type !== ScalarType.BOOL) return integerOf(e, type, text, node, path);
  if (text === "true" || text === "false") return text === "true";
  e.report("bool-key", node, path);
  return undefined;
}

/** `null` and the number or a name; names in JSON may differ from those in the .proto. */
export function encodeEnum(e: Encoding, desc: DescEnum, node: JsonNode, path: JsonPath): number | undefined {
  if (node.type === "null" && desc.typeName === "google.protobuf.NullValue") return 0;
  if (node.type === "string") {
    const name = node.value as string;
    const found = desc.values.find(value => value.name === name || value.jsonName === name);
    if (found) return found.number;
    const near = nearest(
      name,
      desc.values.map(value => value.name),
      { lettersPerSlip: 3 },
    );
    e.report("unknown-enum-value", node, path, [name, desc.typeName], near);
    return undefined;
  }
  if (node.type !== "number") {
    e.report("expected-enum", node, path, [desc.typeName, kindOf(node)]);
    return undefined;
  }
  const number = integerOf(e, ScalarType.INT32, e.textOf(node), node, path) as number | undefined;
  if (number !== undefined && !desc.open && !desc.value[number]) {
    e.report("closed-enum", node, path, [String(number), desc.typeName]);
    return undefined;
  }
  return number;
}

function integerOf(
  e: Encoding,
  type: ScalarType,
  text: string,
  node: JsonNode,
  path: JsonPath,
): number | bigint | undefined {
  const limits = integerLimits.get(type)!;
  const small = smallInteger(text);
  if (small !== undefined && small >= limits[0] && small <= limits[1]) {
    return limits[1] > MOST_IN_32_BITS ? BigInt(small) : small;
  }
  const value = exactInteger(text);
  if (value === undefined) {
    e.report("integer-format", node, path, [scalarName(type)]);
    return undefined;
  }
  if (value === "huge" || value < limits[0] || value > limits[1]) {
    e.report("integer-range", node, path, [scalarName(type), String(limits[0]), String(limits[1])]);
    return undefined;
  }
  return limits[1] > MOST_IN_32_BITS ? value : Number(value);
}

const MOST_IN_32_BITS = 2n ** 32n - 1n;

/** Nearly all integers have few digits, and those need no further care. */
function smallInteger(text: string): number | undefined {
  const sign = text.startsWith("-") ? 1 : 0;
  if (text.length === sign || text.length > 15) return undefined;
  let value = 0;
  for (let at = sign; at < text.length; at++) {
    const digit = text.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) return undefined;
    value = value * 10 + digit;
  }
  // There is no negative zero among integers.
  return sign && value !== 0 ? -value : value;
}

/** `1e3` and `2.0` are integers too. All digits count, so this never goes through a floating-point number. */
function exactInteger(text: string): bigint | "huge" | undefined {
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text);
  if (!match) return undefined;
  const [, sign, whole, decimals = "", power = "0"] = match;
  const digits = (whole! + decimals).replace(/^0+/, "");
  if (digits === "") return 0n;
  const exponent = Number(power) - decimals.length;
  if (exponent > 20) return "huge";
  let exact = digits;
  if (exponent >= 0) exact += "0".repeat(exponent);
  else {
    const cut = digits.slice(exponent);
    if (-exponent > digits.length || /[1-9]/.test(cut)) return undefined;
    exact = digits.slice(0, exponent) || "0";
  }
  return exact.length > 25 ? "huge" : BigInt(sign + exact);
}

function floatOf(e: Encoding, type: ScalarType, node: JsonNode, path: JsonPath): number | undefined {
  const name = scalarName(type);
  if (node.type !== "number" && node.type !== "string") {
    e.report("expected-number", node, path, [name, kindOf(node)]);
    return undefined;
  }
  const text = node.type === "string" ? (node.value as string) : e.textOf(node);
  if (node.type === "string") {
    if (text === "NaN") return Number.NaN;
    if (text === "Infinity") return Number.POSITIVE_INFINITY;
    if (text === "-Infinity") return Number.NEGATIVE_INFINITY;
  }
  if (!/^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text)) {
    e.report("number-format", node, path, [name]);
    return undefined;
  }
  const value = Number(text);
  if (Number.isFinite(type === ScalarType.FLOAT ? Math.fround(value) : value)) return value;
  e.report("number-range", node, path, [text, name]);
  return undefined;
}

export function stringOf(e: Encoding, node: JsonNode, path: JsonPath): string | undefined {
  if (node.type !== "string") {
    e.report("expected-string", node, path, [kindOf(node)]);
    return undefined;
  }
  const text = node.value as string;
  if (/\p{Surrogate}/u.test(text)) {
    e.report("surrogate", node, path);
    return undefined;
  }
  return text;
}

/** Both alphabets, with padding or without. */
function bytesOf(e: Encoding, node: JsonNode, path: JsonPath): Uint8Array | undefined {
  if (node.type !== "string") {
    e.report("expected-bytes", node, path, [kindOf(node)]);
    return undefined;
  }
  const bytes = decodeBase64(node.value as string);
  if (!bytes) e.report("base64", node, path);
  return bytes;
}

export function decodeBase64(text: string): Uint8Array | undefined {
  const match = /^([A-Za-z0-9+/_-]*)(={0,2})$/.exec(text);
  if (!match) return undefined;
  const digits = match[1]!.length;
  if (digits % 4 === 1 || (match[2] && (digits + match[2].length) % 4 !== 0)) return undefined;
  return Buffer.from(text, "base64");
}
