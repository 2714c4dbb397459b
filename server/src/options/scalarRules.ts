/** Ranges and spellings of scalar values: what a literal may say for a type, exact over 64 bits. */
import { integerValue } from "../syntax/grammar/path.ts";
import { FieldType } from "./schema.ts";

export interface IntegerRange {
  readonly min: bigint;
  readonly max: bigint;
  /** The type's family, as values of options are judged by it. */
  readonly name: "int32" | "int64" | "uint32" | "uint64";
}

const int32: IntegerRange = { min: -0x80000000n, max: 0x7fffffffn, name: "int32" };
const int64: IntegerRange = { min: -0x8000000000000000n, max: 0x7fffffffffffffffn, name: "int64" };
const uint32: IntegerRange = { min: 0n, max: 0xffffffffn, name: "uint32" };
const uint64: IntegerRange = { min: 0n, max: 0xffffffffffffffffn, name: "uint64" };

/** The range of an integer type; undefined for any other type. */
export function integerRange(type: number): IntegerRange | undefined {
  switch (type) {
    case FieldType.int32:
    case FieldType.sint32:
    case FieldType.sfixed32:
      return int32;
    case FieldType.int64:
    case FieldType.sint64:
    case FieldType.sfixed64:
      return int64;
    case FieldType.uint32:
    case FieldType.fixed32:
      return uint32;
    case FieldType.uint64:
    case FieldType.fixed64:
      return uint64;
    default:
      return undefined;
  }
}

/** The value of an integer literal in the form that its type is kept in; undefined where it is outside of the range. */
export function integerIn(range: IntegerRange, text: string, negative: boolean): number | bigint | undefined {
  const wide = range === int64 || range === uint64;
  // Short decimal literals fit every type.
  if (!wide && text.length < 10 && (text.length === 1 || text.charCodeAt(0) !== 48)) {
    if (negative && range === uint32) return text === "0" ? 0 : undefined;
    return negative ? -Number(text) : Number(text);
  }
  const size = integerValue(text);
  if (size === undefined) return undefined;
  const value = negative ? -size : size;
  if (value < range.min || value > range.max) return undefined;
  return wide ? value : Number(value);
}

/** A float or double of a literal; integers beyond 64 bits have no exact form and are read like decimals. */
export function floatOf(text: string, isInteger: boolean, negative: boolean): number {
  const isDecimal = !isInteger || text.charCodeAt(0) !== 48;
  const size = isDecimal ? Number.parseFloat(text) : Number(integerValue(text) ?? Number.NaN);
  return negative ? -size : size;
}

/**
 * The nearest number of 32 bits. What lies barely beyond the largest rounds to it and not to infinity, as the compiler has it.
 */
export function toFloat32(value: number): number {
  const max = 3.4028234663852886e38;
  if (Math.abs(value) > max && Number.isFinite(value) && Math.abs(value) <= 3.4028235677973366e38)
    return value < 0 ? -max : max;
  return Math.fround(value);
}
