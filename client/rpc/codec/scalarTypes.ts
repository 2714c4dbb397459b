/** Facts of scalar types: wire types, limits, names, and how a value is written. */
import { ScalarType } from "@bufbuild/protobuf";
import { type BinaryWriter, WireType } from "@bufbuild/protobuf/wire";
import { integerLimits as limitsByName } from "../../../server/src/shared/numberLimits.ts";

/** 64-bit integers are BigInt, all other numbers Number. */
export type ScalarJs = number | bigint | string | boolean | Uint8Array;

/** Limits of integer types; other types have none. */
export const integerLimits: ReadonlyMap<ScalarType, readonly [least: bigint, most: bigint]> = new Map(
  [...limitsByName].map(([name, limits]) => [ScalarType[name.toUpperCase() as keyof typeof ScalarType], limits]),
);

/** The name of a type in a .proto file. */
export function scalarName(type: ScalarType): string {
  return ScalarType[type]!.toLowerCase();
}

export function wireTypeOf(type: ScalarType): WireType {
  switch (type) {
    case ScalarType.DOUBLE:
    case ScalarType.FIXED64:
    case ScalarType.SFIXED64:
      return WireType.Bit64;
    case ScalarType.FLOAT:
    case ScalarType.FIXED32:
    case ScalarType.SFIXED32:
      return WireType.Bit32;
    case ScalarType.STRING:
    case ScalarType.BYTES:
      return WireType.LengthDelimited;
    default:
      return WireType.Varint;
  }
}

/** Is this the value that a field without presence has when it is not set? −0 is another value than 0. */
export function isZero(value: ScalarJs): boolean {
  if (value instanceof Uint8Array) return value.length === 0;
  return value === "" || value === false || value === 0n || Object.is(value, 0);
}

/** Writes a value without its tag. */
export function writeScalar(writer: BinaryWriter, type: ScalarType, value: ScalarJs): void {
  switch (type) {
    case ScalarType.DOUBLE:
      writer.double(value as number);
      return;
    case ScalarType.FLOAT:
      writer.float(value as number);
      return;
    case ScalarType.INT64:
      writer.int64(value as bigint);
      return;
    case ScalarType.UINT64:
      writer.uint64(value as bigint);
      return;
    case ScalarType.INT32:
      writer.int32(value as number);
      return;
    case ScalarType.FIXED64:
      writer.fixed64(value as bigint);
      return;
    case ScalarType.FIXED32:
      writer.fixed32(value as number);
      return;
    case ScalarType.BOOL:
      writer.bool(value as boolean);
      return;
    case ScalarType.STRING:
      writer.string(value as string);
      return;
    case ScalarType.BYTES:
      writer.bytes(value as Uint8Array);
      return;
    case ScalarType.UINT32:
      writer.uint32(value as number);
      return;
    case ScalarType.SFIXED32:
      writer.sfixed32(value as number);
      return;
    case ScalarType.SFIXED64:
      writer.sfixed64(value as bigint);
      return;
    case ScalarType.SINT32:
      writer.sint32(value as number);
      return;
    case ScalarType.SINT64:
      writer.sint64(value as bigint);
  }
}
